package dev.caravan.sync.settle;

import dev.caravan.store.DoctorFinding;
import dev.caravan.store.Hold;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.sync.settle.FaultPolicy.StoreHold;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFailedException;
import dev.caravan.woocommerce.CallFault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts stores on hold, and logs what operators should do: from the fault alone, or from an examination by the store
 * doctor.
 */
@Component
class StoreHolds {

    private static final Logger log = LoggerFactory.getLogger(StoreHolds.class);

    /** A shorter hold is not worth a line in the log. */
    private static final Duration WORTH_TELLING = Duration.ofMillis(500);

    private final StoreHealthApi health;
    private final Clock clock;

    StoreHolds(StoreHealthApi health, Clock clock) {
        this.health = health;
        this.clock = clock;
    }

    /** @param askAtOnce whether the doctor's finding allows a new probe without a wait */
    record Advice(@Nullable String remedy, boolean askAtOnce) {

        static final Advice NONE = new Advice(null, false);
    }

    /** @param hold null if the store is not at fault */
    void hold(Store store, @Nullable StoreHold hold, @Nullable String remedy) {
        if (hold == null) {
            return;
        }
        health.hold(store.id(), hold.reason(), hold.detail(), remedy, hold.until());
        Duration wait = Duration.between(clock.instant(), hold.until());
        if (wait.compareTo(WORTH_TELLING) >= 0) {
            log.warn(
                    "{} (connection {}) is on hold, {}: {}; next probe in {}",
                    store.storeName(),
                    store.id(),
                    hold.reason().text(),
                    hold.detail(),
                    SyncJournal.readable(wait));
        }
    }

    /** The remedy by the fault alone; null if the failure was not the store's. */
    @Nullable String remedy(Store store, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailedException call) {
                return health.remedy(store, call.fault(), call.answer());
            }
            if (cause instanceof IOException) {
                return health.remedy(store, AnswerClassifier.faultOf(cause), null);
            }
        }
        return null;
    }

    /**
     * Examines a held store whose probe failed. The store doctor makes several calls, so it is used only if the
     * failure has changed, and only for a store that answers and has not asked for time.
     */
    Advice lookCloser(Store store, String detail, Throwable failure) {
        Hold hold = store.hold();
        boolean firstLook = store.consecutiveFailures() <= 1;
        if (!firstLook && hold != null && hold.remedy() != null && hold.detail().equals(detail)) {
            return new Advice(hold.remedy(), false);
        }
        String remedy = remedy(store, failure);
        if (remedy == null || !isWorthALook(failure)) {
            return new Advice(remedy, false);
        }
        try {
            DoctorFinding finding = health.lookAgain(store);
            return new Advice(finding.remedy() == null ? remedy : finding.remedy(), finding.otherAccess());
        } catch (RuntimeException e) {
            log.warn("The store doctor could not look at connection {}", store.id(), e);
            return new Advice(remedy, false);
        }
    }

    private static boolean isWorthALook(Throwable failure) {
        CallFault fault = AnswerClassifier.faultOf(failure);
        return !(fault instanceof CallFault.NotReached)
                && !(fault instanceof CallFault.NotAllowed)
                && !(fault instanceof CallFault.AsksForTime);
    }
}
