package dev.caravan.sync.batch;

import dev.caravan.store.Store;

/** The purpose of a call to a store: a {@link Delivery}, or the probe whether a held store is healthy. */
public interface CallPurpose {

    Store store();
}
