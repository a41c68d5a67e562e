package dev.caravan.woocommerce;

import java.util.OptionalLong;

/** What a store's answer means for one {@link Operation}. Source: the recorded answers (products-batch-*, product-*). */
public sealed interface ItemOutcome {

    /** The {@link Operation#key()} of the operation that this is about. */
    long key();

    /**
     * The store did it. A delete of a product that was gone already is done, too.
     *
     * @param product as the store answered it; for a delete as it was, or nothing if it was gone
     */
    record Done(long key, long wooProductId, ShownProduct product) implements ItemOutcome {}

    /**
     * The store cannot take this product as it is, and nothing of the item was stored; only a user or a change helps.
     *
     * @param code WooCommerce's error code, such as {@code woocommerce_product_image_upload_error}
     * @param message at most 500 characters, without HTML
     */
    record Refused(long key, String code, String message) implements ItemOutcome {}

    /** An update of an id that the store no longer has. A product in the trash is not gone: it still takes updates. */
    record Gone(long key, String code, String message) implements ItemOutcome {}

    /**
     * A create was refused because another product, live, in the trash or just being created, has the SKU.
     *
     * @param holderId the holder's id; absent for holders in the trash and for lost races
     * [product-create-sku-of-trashed, -race]: then {@link SkuLookup} must be used, also in the trash. If it finds
     * nothing either, the product counts as refused
     */
    record SkuTaken(long key, String code, String message, OptionalLong holderId) implements ItemOutcome {}

    /**
     * Another product has the SKU or GTIN that was sent [product-update-sku-taken, product-create-gtin-duplicate]; nothing of the
     * item was stored. A create whose SKU is taken is a {@link SkuTaken}.
     *
     * @param field {@code sku} or {@code global_unique_id}
     * @param holderId the product that has it, if the store says so
     */
    record ValueTaken(long key, String code, String message, String field, OptionalLong holderId)
            implements ItemOutcome {}

    /** The item's part of the answer cannot be trusted: it may have been applied, or not. */
    record Unknown(long key, String reason) implements ItemOutcome {}
}
