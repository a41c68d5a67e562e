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

    /** The body as UTF-8 text, which is what WordPress sends; bytes that are not become replacement characters. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A header by its lower-case name. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
