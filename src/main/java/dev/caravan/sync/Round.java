package dev.caravan.sync;

import dev.caravan.store.Store;
import java.util.Map;
import java.util.UUID;

/**
 * What the rows of a round have in common when they are settled.
 *
 * @param status of the answer; 0 without one
 * @param remarks by key of a row: what the store shows otherwise than it was sent
 */
record Round(Store store, UUID token, int status, int millis, Map<Long, String> remarks) {

    Round(Store store, UUID token, int status, int millis) {
        this(store, token, status, millis, Map.of());
    }
}
