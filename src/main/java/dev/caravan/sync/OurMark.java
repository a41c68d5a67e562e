package dev.caravan.sync;

import dev.caravan.store.Store;

/** The value of the {@code meta_data} entry by which a product that we made is known again. */
final class OurMark {

    private OurMark() {}

    static String of(Store store, ClaimedRow row) {
        return store.accountId() + "-" + row.productId();
    }
}
