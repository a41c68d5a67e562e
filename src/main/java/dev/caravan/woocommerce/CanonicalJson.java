package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Hashes a field's value so that spellings which mean the same to WooCommerce have the same hash. */
final class CanonicalJson {

    /** Texts that WooCommerce reads as numbers and stores as sent: "10.00" and "10" are one price. */
    private static final Set<String> NUMBER_TEXTS = Set.of("regular_price", "sale_price", "weight");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final int HASH_BYTES = 6;

    private CanonicalJson() {}

    /** First 12 hex characters of the SHA-256 of the canonical JSON. */
    static String hash(String field, JsonNode value) {
        var text = new StringBuilder();
        write(comparable(field, value), text);
        byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    }

    private static JsonNode comparable(String field, JsonNode value) {
        if (field.equals("dimensions") && value.isObject()) {
            ObjectNode sides = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(side -> sides.set(side.getKey(), asNumberText(side.getValue())));
            return sides;
        }
        if (SentTerms.FIELDS.contains(field)) {
            return SentTerms.of(value);
        }
        if (field.equals(SentAttributes.FIELD)) {
            return SentAttributes.compared(value);
        }
        return NUMBER_TEXTS.contains(field) ? asNumberText(value) : value;
    }

    private static JsonNode asNumberText(JsonNode value) {
        if (value.isTextual() && NUMBER.matcher(value.asText().strip()).matches()) {
            return TextNode.valueOf(plain(new BigDecimal(value.asText().strip())));
        }
        return value;
    }

    private static void write(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            out.append('{');
            var names = new TreeSet<String>();
            value.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                out.append(TextNode.valueOf(name)).append(':');
                write(value.path(name), out);
                out.append(',');
            }
            out.append('}');
        } else if (value.isArray()) {
            out.append('[');
            for (JsonNode element : value) {
                write(element, out);
                out.append(',');
            }
            out.append(']');
        } else if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            out.append(plain(value.decimalValue()));
        } else {
            out.append(value);
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
