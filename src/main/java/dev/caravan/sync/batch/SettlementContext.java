package dev.caravan.sync.batch;

import dev.caravan.store.Store;
import java.util.Map;
import java.util.UUID;

/**
 * The values that the rows of a batch have in common when they are settled.
 *
 * @param status of the answer; 0 without one
 * @param calls that the batch took, with the questions before it was sent
 * @param remarks by key of a row: what the store shows otherwise than it was sent
 * @param held by key of a row: the holder of the SKU or GTIN that it was to get
 */
public record SettlementContext(
        Store store,
        UUID token,
        int status,
        int millis,
        int calls,
        Map<Long, Remark> remarks,
        Map<Long, HeldValue> held) {

    public SettlementContext(Store store, UUID token, int status, int millis, Map<Long, Remark> remarks) {
        this(store, token, status, millis, 1, remarks, Map.of());
    }

    /** Without remarks. */
    public SettlementContext(Store store, UUID token, int status, int millis, int calls) {
        this(store, token, status, millis, calls, Map.of(), Map.of());
    }

    public SettlementContext(Store store, UUID token, int status, int millis) {
        this(store, token, status, millis, status > 0 ? 1 : 0);
    }
}
