package dev.caravan.faults;

import java.util.Locale;

/**
 * One way in which a store is not as it should be.
 *
 * @param sku of the product, or its id in the store where it has none; the name of a term
 * @param field WooCommerce's name of the field, {@code product} for the whole of it, {@code journal} for its writes; of which
 *     kind a term is
 */
record Difference(Kind kind, String store, String sku, String field, String expected, String found) {

    enum Kind {
        /** The catalogue has it, the store does not. */
        MISSING,
        /** It is there twice, or was made twice. */
        DOUBLED,
        /** Neither in the catalogue nor in the store before. */
        UNEXPECTED,
        /** A field shows something else than the catalogue says: a change was lost. */
        FIELD,
        /** What is not ours was touched. */
        FOREIGN,
        /** A write brought an older version than one before it. */
        BACKWARDS,
        /** The journal does not go back far enough to tell. */
        JOURNAL
    }

    @Override
    public String toString() {
        return "%s: %s in %s, %s: expected %s, found %s"
                .formatted(kind.name().toLowerCase(Locale.ROOT), sku, store, field, expected, found);
    }
}
