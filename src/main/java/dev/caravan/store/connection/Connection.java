package dev.caravan.store.connection;

import dev.caravan.store.Store;
import java.time.Instant;

/** A row of the table, without its credentials. */
record Connection(Store store, boolean isDefault, Instant createdAt, Instant updatedAt) {}
