package dev.caravan.woocommerce;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP answer as received.
 *
 * @param status the HTTP status, 100..599
 * @param headers by lower-case name; of a repeated header one value is enough
 * @param body the bytes after decompression; empty if there was none. Not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier: answers are never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** The body as UTF-8 text, as WordPress sends it; invalid bytes become replacement characters. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether it is an object or a list in JSON, which other text may stand before. */
    public boolean isJson() {
        return StoreJson.find(text()).isPresent();
    }

    /** Whether other text stands before its JSON, such as PHP warnings [store-php-warning-before-json]. */
    public boolean hasTextBeforeJson() {
        return StoreJson.find(text()).filter(found -> !found.before().isEmpty()).isPresent();
    }

    /** A header by its lower-case name. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
