package dev.caravan.sync;

import dev.caravan.store.Store;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the rows of a round have in common when they are settled.
 *
 * @param status of the answer; 0 without one
 * @param remarks by key of a row: what the store shows otherwise than it was sent
 * @param givers other rows that are asked to give up what the store has of them, by their key: which fields
 */
record Round(
        Store store, UUID token, int status, int millis, Map<Long, String> remarks, Map<Long, Set<String>> givers) {

    Round(Store store, UUID token, int status, int millis, Map<Long, String> remarks) {
        this(store, token, status, millis, remarks, Map.of());
    }

    Round(Store store, UUID token, int status, int millis) {
        this(store, token, status, millis, Map.of(), Map.of());
    }
}
