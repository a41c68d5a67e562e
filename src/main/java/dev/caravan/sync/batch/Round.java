package dev.caravan.sync.batch;

import dev.caravan.store.Store;

/** What a call to a store is made for: a {@link Delivery}, or the question whether a held store is healthy. */
public interface Round {

    Store store();
}
