package dev.caravan.sync.settle;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.RateLimitedLog;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.CallPurpose;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.call.HealthProbe;
import dev.caravan.sync.call.HoldGate;
import dev.caravan.sync.call.StoreCalls;
import dev.caravan.sync.call.WriteEvidence;
import dev.caravan.sync.call.WriteEvidence.Proof;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.ledger.TermLedger;
import dev.caravan.sync.settle.FaultPolicy.Blame;
import dev.caravan.sync.settle.FaultPolicy.StoreHold;
import dev.caravan.sync.settle.FaultPolicy.Verdict;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFailedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The dead-letter channel's decision: hold the store, give the rows back, or record dead letters. */
@Component
class DeliveryFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(DeliveryFailureHandler.class);

    private final FaultPolicy policy;
    private final RowFailurePolicy rowFailures;
    private final WriteEvidence evidence;
    private final BatchSettler settler;
    private final TermLedger terms;
    private final BatchSizes batches;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final Clock clock;
    private final StoreHolds holds;
    private final RateLimitedLog outages = new RateLimitedLog();

    DeliveryFailureHandler(
            FaultPolicy policy,
            RowFailurePolicy rowFailures,
            WriteEvidence evidence,
            BatchSettler settler,
            TermLedger terms,
            BatchSizes batches,
            StoresApi stores,
            StoreHolds holds,
            ActiveClaims active,
            Clock clock) {
        this.policy = policy;
        this.rowFailures = rowFailures;
        this.evidence = evidence;
        this.settler = settler;
        this.terms = terms;
        this.batches = batches;
        this.stores = stores;
        this.active = active;
        this.clock = clock;
        this.holds = holds;
    }

    /** Decides about the batch that failed. The body becomes an empty delivery, which names the store to wake. */
    public void decide(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        int millis = StoreCalls.millis(exchange);
        CallPurpose called = exchange.getVariable(StoreCalls.PURPOSE, CallPurpose.class);
        Object body = exchange.getMessage().getBody();
        FailedStep step = FailedStep.of(exchange, called, body);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(decided(called == null ? purposeIn(body) : called, failure, millis, step));
    }

    /**
     * Without the database no settlement can be written: the claim is taken back when the database is available again.
     */
    private Delivery decided(@Nullable CallPurpose purpose, Throwable failure, int millis, FailedStep step) {
        try {
            return decide(purpose, failure, millis, step);
        } catch (DataAccessException | TransactionException e) {
            if (!DatabaseOutage.causes(e)) {
                throw e;
            }
            logOutage("could not be settled, its products are taken back later", e);
            token(purpose).ifPresent(active::letGo);
            return Delivery.NONE;
        }
    }

    /** Logs at a limited rate, because the batches of every store fail while the database is unavailable. */
    private void logOutage(String what, Throwable failure) {
        long times = outages.due();
        if (times > 0) {
            log.warn("A delivery {} ({} time(s) in all): {}", what, times, DatabaseOutage.reason(failure));
        }
    }

    private static Optional<UUID> token(@Nullable CallPurpose purpose) {
        return purpose instanceof Delivery delivery && !delivery.isEmpty()
                ? Optional.of(delivery.token())
                : Optional.empty();
    }

    /** No call was under way: the batch is still in the message. */
    private static @Nullable CallPurpose purposeIn(@Nullable Object body) {
        if (body instanceof HoldGate.Decision decision) {
            return decision.store()
                    .map(store -> new HealthProbe(store, Optional.empty()))
                    .orElse(null);
        }
        return body instanceof Delivery delivery ? delivery : null;
    }

    /** @return an empty delivery, which names the store to wake */
    private Delivery decide(@Nullable CallPurpose purpose, Throwable failure, int millis, FailedStep step) {
        if (purpose instanceof HealthProbe probe) {
            fail(probe, failure);
            return Delivery.nothingOf(probe.store());
        }
        if (purpose instanceof Delivery delivery && !delivery.isEmpty()) {
            int took = delivery.answer().isThere() ? delivery.answer().millis() : millis;
            fail(delivery, failure, took, step);
            return Delivery.nothingOf(delivery.store());
        }
        // woken at once it would most likely fail again; the sweeper wakes it later
        logNothingClaimed(
                purpose == null
                        ? "A delivery failed before it had begun"
                        : "A delivery of connection " + purpose.store().id() + " failed with nothing claimed",
                failure);
        return Delivery.NONE;
    }

    private void fail(HealthProbe probe, Throwable failure) {
        Store store = probe.store();
        Verdict verdict = policy.stillUnhealthy(judge(failure, store, false), store);
        if (probe.write().isEmpty()) {
            heldBefore(store, verdict, failure);
            return;
        }
        // that write may itself be the cause: the usual probe follows at once, unless this failure already shows the
        // state of the store
        Verdict held = verdict.blame() == Blame.UNKNOWN ? verdict.heldUntil(clock.instant()) : verdict;
        holds.hold(store, held.hold(), null);
    }

    private void logNothingClaimed(String what, Throwable failure) {
        if (DatabaseOutage.causes(failure)) {
            logOutage("could not begin", failure);
        } else {
            log.error(what, failure);
        }
    }

    private void fail(Delivery delivery, Throwable failure, int millis, FailedStep step) {
        Store store = stores.find(delivery.store().id()).orElse(delivery.store());
        Verdict verdict = judge(failure, store, step == FailedStep.SENDING);
        holds.hold(store, verdict.hold(), holds.remedy(store, failure));
        int status = failure instanceof CallFailedException call ? call.status() : 0;
        int shared = (int) delivery.plans().stream().filter(step::concerns).count();
        if (step == FailedStep.RESOLVING && verdict.pause().isZero()) {
            terms.release(store, delivery.token());
        }
        if (step == FailedStep.SENDING && verdict.tooMuch()) {
            batches.failed(delivery, verdict.blame() == FaultPolicy.Blame.REFUSED);
        }
        List<Settlement> settlements = delivery.plans().stream()
                .map(plan -> step.concerns(plan)
                        ? rowFailures.settle(plan, verdict, shared, proof(store, plan, verdict, shared))
                        : rowFailures.untouched(plan, verdict))
                .toList();
        Store held = stores.find(store.id()).orElse(store); // so that the log says when it is tried again
        settler.write(new SettlementContext(held, delivery.token(), status, millis, delivery.calls()), settlements);
    }

    /** Reads the evidence only if it decides something. */
    private Proof proof(Store store, Plan plan, Verdict verdict, int shared) {
        Instant since = plan.row().failedAt();
        return since == null || shared > 1 || verdict.blame() != Blame.UNKNOWN
                ? Proof.SILENCE
                : evidence.read(store.id(), plan.row(), since);
    }

    private Verdict judge(Throwable failure, Store store, boolean sent) {
        if (active.stopping()) {
            return policy.stopping(sent);
        }
        if (DatabaseOutage.causes(failure)) { // first: its cause may be an IOException without a fault of the store
            logOutage("of connection " + store.id() + " broke off", failure);
            return policy.internal(sent);
        }
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

    /**
     * The probe of a held store has failed again: if it failed in another way than before, the store doctor examines
     * the store.
     */
    private void heldBefore(Store store, Verdict verdict, Throwable failure) {
        StoreHold hold = verdict.hold();
        StoreHolds.Advice advice = hold == null || active.stopping()
                ? StoreHolds.Advice.NONE
                : holds.lookCloser(store, hold.detail(), failure);
        holds.hold(store, (advice.askAtOnce() ? verdict.heldUntil(clock.instant()) : verdict).hold(), advice.remedy());
    }
}
