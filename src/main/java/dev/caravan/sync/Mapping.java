package dev.caravan.sync;

import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.Document;

/** What a store should show of a product. */
interface Mapping {

    /**
     * The whole document of a product in a store.
     *
     * @throws CannotBeSentException if the store would refuse or misread it
     */
    Document document(Product product, Store store);

    /**
     * The same for many products of one store, as things stand now. To be asked after the rows are claimed: a change of a
     * mapping raises their counts, and whoever read the count must not use an older mapping.
     */
    default Mapping current(Store store) {
        return this;
    }
}
