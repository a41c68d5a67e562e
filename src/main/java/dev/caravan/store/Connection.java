package dev.caravan.store;

import java.time.Instant;

/** A row of the table, without its credentials. */
record Connection(Store store, boolean isDefault, Instant createdAt, Instant updatedAt) {}
