package dev.caravan.sync;

import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.FaultPolicy.StoreHold;
import dev.caravan.sync.FaultPolicy.Verdict;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFailedException;
import dev.caravan.woocommerce.CallFault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The dead-letter channel's decision: hold the store, give the rows back, or record dead letters. */
@Component
public class FailedDeliveries {

    private static final Logger log = LoggerFactory.getLogger(FailedDeliveries.class);

    private final FaultPolicy policy;
    private final FailedRows failedRows;
    private final Outcomes outcomes;
    private final Settling settling;
    private final StoresApi stores;
    private final Clock clock;

    FailedDeliveries(
            FaultPolicy policy,
            FailedRows failedRows,
            Outcomes outcomes,
            Settling settling,
            StoresApi stores,
            Clock clock) {
        this.policy = policy;
        this.failedRows = failedRows;
        this.outcomes = outcomes;
        this.settling = settling;
        this.stores = stores;
        this.clock = clock;
    }

    /** Decides about the round that failed; the body becomes the id of its connection. */
    public void decide(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        int millis = StoreCalls.millis(exchange);
        Object round = exchange.getProperty(StoreCalls.ROUND);
        exchange.getMessage().removeHeaders("*");
        if (round instanceof Store store) {
            exchange.getMessage().setBody(store.id());
            hold(store, policy.judge(AnswerClassifier.faultOf(failure), store));
        } else if (round instanceof Delivery delivery) {
            exchange.getMessage().setBody(delivery.store().id());
            fail(delivery, failure, millis, Boolean.TRUE.equals(exchange.getProperty(StoreCalls.READ_ONLY)));
        } else {
            exchange.getMessage().setBody(0L);
            log.error("A round failed before it had begun", failure);
        }
    }

    private void fail(Delivery delivery, Throwable failure, int millis, boolean onlyAsked) {
        Store store = stores.find(delivery.store().id()).orElse(delivery.store());
        CallFault fault = AnswerClassifier.faultOf(failure);
        Verdict verdict = policy.judge(fault, store);
        hold(store, verdict);
        int status = failure instanceof CallFailedException call ? call.status() : 0;
        int shared = delivery.toSend().size();
        List<Settlement> settlements = delivery.plans().stream()
                .map(plan -> {
                    if (onlyAsked && (plan.mustAsk() || plan.mustSend())) {
                        return failedRows.untouched(plan, verdict.code(), verdict.reason());
                    }
                    return plan.mustSend()
                            ? failedRows.settle(plan, verdict, shared, store.lastSuccessAt())
                            : outcomes.withoutCall(plan);
                })
                .toList();
        settling.write(new Round(store, delivery.token(), status, millis), settlements);
    }

    private void hold(Store store, Verdict verdict) {
        StoreHold hold = verdict.hold();
        if (hold == null) {
            return;
        }
        stores.hold(store.id(), hold.reason(), hold.detail(), hold.until());
        Duration wait = Duration.between(clock.instant(), hold.until());
        Optional.of(wait)
                .filter(w -> w.toMillis() >= 500)
                .ifPresent(w -> log.warn(
                        "{} (connection {}) is on hold, {}: {}; it is asked again in {}",
                        store.storeName(),
                        store.id(),
                        hold.reason(),
                        hold.detail(),
                        SyncJournal.readable(w)));
    }
}
