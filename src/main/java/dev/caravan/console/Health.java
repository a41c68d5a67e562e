package dev.caravan.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of a store, as the API tells it.
 *
 * @param state ok or held @param reason a code; null: the store is served @param notice a warning although it is served
 */
record Health(
        String state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String remedy,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Instant lastSuccessAt,
        @Nullable Notice notice) {

    record Notice(String text) {}
}
