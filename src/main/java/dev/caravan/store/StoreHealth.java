package dev.caravan.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a store is, as the API shows it. @param state ok or held @param until null: until an operator ends it */
public record StoreHealth(
        String state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant since,
        @Nullable Instant until,
        int consecutiveFailures,
        @Nullable Instant lastSuccessAt) {

    /** The health of a store as it was read. */
    public static StoreHealth of(Store store) {
        Hold hold = store.hold();
        return hold == null
                ? new StoreHealth("ok", null, null, null, null, store.consecutiveFailures(), store.lastSuccessAt())
                : new StoreHealth(
                        "held",
                        hold.reason().text(),
                        hold.detail(),
                        hold.since(),
                        hold.until(),
                        store.consecutiveFailures(),
                        store.lastSuccessAt());
    }
}
