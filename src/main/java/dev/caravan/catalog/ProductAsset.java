package dev.caravan.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An image or file of a product.
 *
 * @param url absolute, without credentials
 * @param altText what a shop says to those who do not see an image; null: the name
 * @param downloadUrl where a store downloads it: {@code url}, or an address of ours with an extension that leads there
 * @param contentKey the same for the same content: the checksum of an uploaded file, else the foreign address
 */
public record ProductAsset(
        long id,
        String url,
        String name,
        @Nullable String altText,
        String mimeType,
        @JsonIgnore String downloadUrl,
        @JsonIgnore String contentKey) {

    /** The type of a file that neither its address nor a look has told. */
    public static final String UNKNOWN_TYPE = "application/octet-stream";

    /** Neither the address nor a look has told the type. */
    @JsonIgnore
    public boolean isOfUnknownType() {
        return mimeType.equals(UNKNOWN_TYPE);
    }
}
