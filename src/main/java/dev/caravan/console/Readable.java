package dev.caravan.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** Requests and answers as people read them: JSON in lines, and without what opens a store. A store's answer may repeat its keys. */
final class Readable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REMOVED = "$1(removed)";
    /** Keys of WooCommerce, wherever they stand. */
    private static final Pattern KEY = Pattern.compile("\\b(c[ks]_)[0-9a-zA-Z]{8,}");
    /** Values of members and parameters of such names. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(\"?(?:consumer_?key|consumer_?secret|oauth_signature|oauth_token|password|passwd|webhook_?secret|authorization)\"?"
                    + "\\s*[=:]\\s*\"?)(?:(?:Basic|Bearer) )?[^\"&\\s,}]+");

    private Readable() {}

    static String json(JsonNode json) {
        return withoutSecrets(json.toPrettyString());
    }

    /** A text, which is often JSON. */
    static String text(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                return json(MAPPER.readTree(text));
            } catch (JsonProcessingException e) {
                return withoutSecrets(text); // cut off, or not JSON after all: as it is
            }
        }
        return withoutSecrets(text);
    }

    static String withoutSecrets(String text) {
        return KEY.matcher(SECRET.matcher(text).replaceAll(REMOVED)).replaceAll(REMOVED);
    }
}
