package dev.caravan.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An image or file of a product.
 *
 * @param url absolute, without credentials: a store downloads it from there
 * @param contentKey the same for the same content: the checksum of an uploaded file, else the foreign address
 */
public record ProductAsset(
        long id,
        String url,
        String name,
        String mimeType,
        @JsonIgnore String contentKey) {}
