package dev.caravan.catalog;

import java.util.Collection;
import java.util.Map;

/** What other rooms may ask the catalogue. */
public interface CatalogApi {

    /**
     * The newest committed state of products, by id. Soft-deleted ones are there too, with {@code deletedAt}; one that
     * is gone for good, or of another account, is missing. One statement, however many ids.
     */
    Map<Long, Product> products(long accountId, Collection<Long> ids);

    /** By the id of a variant the SKU of an older one of the same product with the same values. */
    default Map<Long, String> alikeVariants(long accountId, Collection<Long> variants, ChoiceAttributes choices) {
        return Map.of();
    }
}
