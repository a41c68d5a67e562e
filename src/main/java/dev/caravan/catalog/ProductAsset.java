package dev.caravan.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An image or file of a product.
 *
 * @param url absolute, without credentials
 * @param altText the alternative text of an image; null: the name
 * @param downloadUrl where a store downloads it: {@code url}, or an address of ours with an extension that leads there
 * @param contentKey the same for the same content: the checksum of an uploaded file, or the foreign address
 */
public record ProductAsset(
        long id,
        String url,
        String name,
        @Nullable String altText,
        String mimeType,
        @JsonIgnore String downloadUrl,
        @JsonIgnore String contentKey) {

    /** The type of a file of which neither its address nor its content has shown the type. */
    public static final String UNKNOWN_TYPE = "application/octet-stream";

    /** Whether neither its address nor its content has shown the type. */
    @JsonIgnore
    public boolean isOfUnknownType() {
        return mimeType.equals(UNKNOWN_TYPE);
    }
}
