package dev.caravan.catalog.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asset as the API shows it.
 *
 * @param altText the alternative text of an image; null: the name
 * @param sizeBytes and {@code sha256} of an uploaded one only
 */
record Asset(
        long id,
        String url,
        String name,
        @Nullable String altText,
        String mimeType,
        @Nullable Long sizeBytes,
        @Nullable String sha256,
        Instant createdAt) {}
