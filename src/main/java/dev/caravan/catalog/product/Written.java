package dev.caravan.catalog.product;

import dev.caravan.platform.ApiException;
import java.util.List;

/** The result of one change. */
public sealed interface Written {

    /** The product after the change. @throws ApiException why the change was refused */
    ProductRow product();

    /** The change was refused, and nothing of it was written. */
    record Refused(ApiException problem) implements Written {

        @Override
        public ProductRow product() {
            throw problem;
        }
    }

    record Created(ProductRow product) implements Written {}

    /** @param fields those that differ, in the API's names */
    record Updated(ProductRow before, ProductRow product, List<String> fields) implements Written {}

    /** The product already has the requested values. */
    record Unchanged(ProductRow product) implements Written {}
}
