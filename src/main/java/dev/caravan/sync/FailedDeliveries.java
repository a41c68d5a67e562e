package dev.caravan.sync;

import dev.caravan.store.CredentialsException;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.FaultPolicy.StoreHold;
import dev.caravan.sync.FaultPolicy.Verdict;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFailedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The dead-letter channel's decision: hold the store, give the rows back, or record dead letters. */
@Component
public class FailedDeliveries {

    private static final Logger log = LoggerFactory.getLogger(FailedDeliveries.class);

    private final FaultPolicy policy;
    private final FailedRows failedRows;
    private final Settling settling;
    private final StoresApi stores;
    private final Clock clock;

    FailedDeliveries(FaultPolicy policy, FailedRows failedRows, Settling settling, StoresApi stores, Clock clock) {
        this.policy = policy;
        this.failedRows = failedRows;
        this.settling = settling;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * What a failed round leaves in the message. The loops of the delivery route see it, too, so it answers their questions.
     *
     * @param connections the store to wake, so that its other rows go on; none if the round had no store yet
     */
    record Failed(List<Long> connections) {

        /** The round is over; read by the route. */
        public boolean isEmpty() {
            return true;
        }

        /** Nothing is to be asked any more; read by the route. */
        public boolean hasQuestion() {
            return false;
        }

        /** Read by the route. */
        public List<Long> getConnections() {
            return connections;
        }
    }

    /** Decides about the round that failed. */
    public void decide(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        int millis = StoreCalls.millis(exchange);
        Object round = exchange.getProperty(StoreCalls.ROUND);
        boolean sent = round != null && !Boolean.TRUE.equals(exchange.getProperty(StoreCalls.READ_ONLY));
        if (round == null) {
            round = exchange.getMessage().getBody(); // no call was under way: the round is still in the message
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(new Failed(decide(round, failure, millis, sent)));
    }

    private List<Long> decide(@Nullable Object round, Throwable failure, int millis, boolean sent) {
        if (round instanceof Store store) {
            hold(store, judge(failure, store, false));
            return List.of(store.id());
        }
        if (round instanceof Delivery delivery && delivery.isEmpty()) {
            log.error(
                    "A round of connection {} failed with nothing claimed",
                    delivery.store().id(),
                    failure);
            return List.of(); // woken at once it would most likely fail again; the sweeper comes by
        }
        if (round instanceof Delivery delivery) {
            fail(delivery, failure, millis, sent);
            return List.of(delivery.store().id());
        }
        if (round instanceof Pushed pushed) {
            fail(pushed.delivery(), failure, pushed.millis(), true);
            return List.of(pushed.delivery().store().id());
        }
        log.error("A round failed before it had begun", failure);
        return List.of();
    }

    private void fail(Delivery delivery, Throwable failure, int millis, boolean sent) {
        Store store = stores.find(delivery.store().id()).orElse(delivery.store());
        Verdict verdict = judge(failure, store, sent);
        hold(store, verdict);
        int status = failure instanceof CallFailedException call ? call.status() : 0;
        int shared = delivery.toSend().size();
        List<Settlement> settlements = delivery.plans().stream()
                .map(plan -> {
                    if (sent && plan.mustSend()) {
                        return failedRows.settle(plan, verdict, shared, store.lastSuccessAt());
                    }
                    return failedRows.untouched(plan, verdict);
                })
                .toList();
        Store held = stores.find(store.id()).orElse(store); // so that operators read when it goes on
        settling.write(new Round(held, delivery.token(), status, millis), settlements);
    }

    private Verdict judge(Throwable failure, Store store, boolean sent) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CredentialsException) {
                return policy.withoutCredentials(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof CallFailedException || cause instanceof IOException) {
                return policy.judge(AnswerClassifier.faultOf(cause), store);
            }
        }
        log.error("A delivery to connection {} failed inside Caravan", store.id(), failure);
        return policy.internal(sent);
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
