package dev.caravan.sync.matrix;

import java.time.Instant;
import java.util.List;

/**
 * What a status means for the rows of stores.
 *
 * @param word any, absent, pending, error or linked
 * @param before pending since before then
 * @param on whether its automatic sync must be on @param off whether it must be off
 * @param settled whether it must be neither pending nor in error
 */
record StoreState(String word, Instant before, boolean on, boolean off, boolean settled) {

    /** After everything that is pending. */
    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

    static StoreState of(MatrixFilter filter, List<MatrixStore> stores, Instant lateBefore) {
        CellStatus status = filter.status();
        if (status == null) {
            return state(filter.connectionId() == null ? "any" : "linked", false, false, false);
        }
        // in a store without automatic sync no product has it
        boolean storeIsOn = stores.stream().allMatch(MatrixStore::autoSync);
        return switch (status) {
            case PENDING -> state("pending", false, false, false);
            case LATE -> new StoreState("pending", lateBefore, false, false, false);
            case ERROR -> state("error", false, false, false);
            case NOT_THERE -> state("absent", false, false, false);
            case OFF -> state("linked", false, storeIsOn, true);
            case IN_SYNC -> state("linked", true, !storeIsOn, true);
        };
    }

    private static StoreState state(String word, boolean on, boolean off, boolean settled) {
        return new StoreState(word, ALWAYS, on, off, settled);
    }
}
