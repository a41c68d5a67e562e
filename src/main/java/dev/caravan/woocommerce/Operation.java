package dev.caravan.woocommerce;

/** What one call does for one product. {@link #key()} is the caller's own number of the row; it is never sent. */
public sealed interface Operation {

    /** The caller's own number of the row. */
    long key();

    /** Creates a product; the document should have a SKU, by which the product is found again after a lost answer. */
    record Create(long key, Document document) implements Operation {}

    /** Changes fields of the product with this id; fields that are not in {@code changes} stay. */
    record Update(long key, long wooProductId, Document changes) implements Operation {}

    /** Deletes for good: deletes in a batch do not go to the trash [products-batch-deleted-get]. */
    record Delete(long key, long wooProductId) implements Operation {}
}
