package dev.caravan.catalog.structure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A category as the API shows it. @param path from the root, for example {@code Clothing > Shirts} */
record Category(long id, String name, @Nullable Long parentId, String path, Instant createdAt, Instant updatedAt) {}
