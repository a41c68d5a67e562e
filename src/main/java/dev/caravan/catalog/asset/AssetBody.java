package dev.caravan.catalog.asset;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.value.Names;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * An asset that is stored elsewhere.
 *
 * @param name the last part of the address if absent
 * @param altText the alternative text of an image; null: the name @param mimeType if absent, it is found by the
 * extension of the address, or else by the content of the file
 */
public record AssetBody(
        @Nullable String url,
        @Nullable String name,
        @Nullable String altText,
        @Nullable String mimeType) {

    private static final int LONGEST_ALT_TEXT = 500;

    /**
     * The same body with defaults filled in, except a type that only the file's content shows. @throws ApiException
     * 400 if a value is not valid
     */
    public AssetBody checked() {
        FileAddress address = FileAddress.of(url);
        String last = address.fileName();
        String type = mimeType == null ? AssetUrls.typeOf(last) : checkedType(mimeType);
        return new AssetBody(
                address.text(),
                Names.check("name", name != null ? name : last.isBlank() ? address.host() : shortened(last)),
                checkedAltText(altText),
                AssetUrls.isUnknown(type) && mimeType == null ? null : type);
    }

    /** @throws ApiException 400 */
    static String checkedType(String type) {
        if (!type.matches("[a-z]+/[A-Za-z0-9.+-]{1,100}")) {
            throw ApiException.invalid("mimeType", "must be a type such as image/jpeg");
        }
        return type;
    }

    /** On one line; null for none. @throws ApiException 400 */
    static @Nullable String checkedAltText(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Values.line(TextNode.valueOf(text), LONGEST_ALT_TEXT);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("altText", String.valueOf(e.getMessage()));
        }
    }

    private static String shortened(String name) {
        return name.substring(Math.max(0, name.length() - Values.LABEL_LENGTH)).replace("\0", "");
    }
}
