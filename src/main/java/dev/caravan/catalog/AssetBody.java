package dev.caravan.catalog;

import dev.caravan.platform.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An asset that lives elsewhere. @param name the last part of the address if absent @param mimeType guessed if absent */
record AssetBody(
        @Nullable String url,
        @Nullable String name,
        @Nullable String mimeType) {

    private static final int LONGEST_URL = 2_000;

    /** The same, complete. @throws ApiException 400 if the address is none that a store could download */
    AssetBody checked() {
        URI address = address();
        String path = address.getPath() == null ? "" : address.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (mimeType != null && !mimeType.matches("[a-z]+/[A-Za-z0-9.+-]{1,100}")) {
            throw ApiException.invalid("mimeType", "must be a type such as image/jpeg");
        }
        return new AssetBody(
                address.toString(),
                Names.check("name", name != null ? name : last.isBlank() ? address.getHost() : shortened(last)),
                mimeType == null ? AssetUrls.typeOf(last) : mimeType);
    }

    private static String shortened(String name) {
        return name.substring(Math.max(0, name.length() - Values.LABEL_LENGTH)).replace("\0", "");
    }

    private URI address() {
        try {
            URI address = new URI(url == null ? "" : url.strip());
            if (address.toString().length() <= LONGEST_URL
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && ("https".equalsIgnoreCase(address.getScheme())
                            || "http".equalsIgnoreCase(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // falls through to the sentence below
        }
        throw ApiException.invalid(
                "url",
                "must be an http or https address of at most " + LONGEST_URL + " characters, without credentials");
    }
}
