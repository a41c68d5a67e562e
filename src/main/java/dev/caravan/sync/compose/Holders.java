package dev.caravan.sync.compose;

import java.util.Map;
import java.util.Set;

/**
 * The products of the catalogue to which a store's products belong.
 *
 * @param linked the store's id to the catalogue's
 * @param arriving products of the catalogue that are pending for the store, and have no id there yet
 */
public record Holders(Map<Long, Long> linked, Set<Long> arriving) {

    public static final Holders NONE = new Holders(Map.of(), Set.of());
}
