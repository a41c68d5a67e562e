package dev.caravan.catalog;

/**
 * Whose stock the variants of a product sell.
 *
 * @param own at least one has a quantity of its own
 * @param without at least one has none, and so sells its parent's stock
 */
public record VariantStock(boolean own, boolean without) {

    /** The value for a product without variants. */
    public static final VariantStock NONE = new VariantStock(false, false);
}
