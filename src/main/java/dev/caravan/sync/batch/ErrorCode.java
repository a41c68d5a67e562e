package dev.caravan.sync.batch;

import java.util.Set;

/** Error codes of sync rows by which more than one part of the sync decides. Users see them in the history and at dead letters. */
public final class ErrorCode {

    /** The store says that a SKU is taken; it does not name a holder in the trash [product-create-sku-of-trashed]. */
    public static final Set<String> SKU_TAKEN = Set.of("product_invalid_sku", "woocommerce_rest_product_not_created");

    /** The SKU or GTIN becomes free as soon as another product of the catalogue is delivered. */
    public static final String WAITS_FOR_PRODUCT = "waits_for_product";

    /** The SKU or GTIN becomes free as soon as the present call is over. */
    public static final String NEXT_CALL = "next_call";

    /** The store has the product in its trash: it is sent again, to be restored. */
    public static final String IN_STORE_TRASH = "in_store_trash";

    /** The store took a variation without one of its options: it is sent again, after its parent. */
    public static final String CHOICE_LOST = "choice_lost";

    /** The store's product is of another type than the catalogue's. */
    public static final String TYPE_DIFFERS = "type_differs";

    /** The store has deleted a term that the product shows: it is sent again, with the term recreated. */
    public static final String TERM_LOST = "term_lost";

    /** The answer to a write of other fields lacks terms: the store is asked whether it still has them. */
    public static final String TERMS_MISSING = "terms_missing";

    /** A write of another field removed backslashes from the product's texts: it is sent again with them. */
    public static final String BACKSLASH_LOST = "backslash_lost";

    /** A call ended without a clear answer about its products. */
    public static final String NO_CLEAR_ANSWER = "no_clear_answer";

    /** The change has waited for an unhealthy store for longer than the settings allow. */
    public static final String STORE_UNWELL = "store_unwell";

    private ErrorCode() {}
}
