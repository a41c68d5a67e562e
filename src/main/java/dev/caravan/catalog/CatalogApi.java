package dev.caravan.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The queries of other rooms to the catalogue. */
public interface CatalogApi {

    /**
     * The newest committed state of products, by id. Soft-deleted products are included, with {@code deletedAt}; a
     * product that is deleted for good, or belongs to another account, is missing. One statement, however many ids.
     */
    Map<Long, Product> products(long accountId, Collection<Long> ids);

    /** Maps the id of a variant to the SKU of an older variant of the same product with the same values. */
    default Map<Long, String> alikeVariants(long accountId, Collection<Long> variants, ChoiceAttributes choices) {
        return Map.of();
    }

    /** A category and all below it; none if the account does not have it. */
    default List<Long> categoriesBelow(long accountId, long categoryId) {
        return List.of();
    }
}
