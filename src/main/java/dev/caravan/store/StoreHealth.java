package dev.caravan.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of a store, as the API shows it.
 *
 * @param state ok or held
 * @param remedy what an operator should do to end the hold
 * @param until null: until an operator ends it
 * @param notice a warning for its owner although it is served
 */
public record StoreHealth(
        String state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String remedy,
        @Nullable Instant since,
        @Nullable Instant until,
        int consecutiveFailures,
        @Nullable Instant lastSuccessAt,
        @Nullable Notice notice) {

    /** The health of a store as it was read. */
    public static StoreHealth of(Store store) {
        Hold hold = store.hold();
        int failures = store.consecutiveFailures();
        return hold == null
                ? new StoreHealth("ok", null, null, null, null, null, failures, store.lastSuccessAt(), store.notice())
                : new StoreHealth(
                        "held",
                        hold.reason().text(),
                        hold.detail(),
                        hold.remedy(),
                        hold.since(),
                        hold.until(),
                        failures,
                        store.lastSuccessAt(),
                        store.notice());
    }
}
