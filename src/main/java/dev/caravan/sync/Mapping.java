package dev.caravan.sync;

import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.Document;

/** What a store should show of a product. The seam where a connection's own mapping will come in. */
interface Mapping {

    /** The whole document of a product in a store. */
    Document document(Product product, Store store);
}
