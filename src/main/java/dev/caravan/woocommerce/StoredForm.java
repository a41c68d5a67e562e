package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store shows what it was sent, after the changes that WooCommerce makes. For values as {@code context=edit}
 * shows them; {@code GET} without it renders texts. Source: the recorded answers.
 */
final class StoredForm {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Set<String> DECIMALS = Set.of("regular_price", "sale_price", "weight");
    /** Fields that are HTML. */
    static final Set<String> TEXTS = Set.of("name", "description", "short_description", "purchase_note");

    private static final Set<String> TERMS = Set.of("categories", "tags", "brands");

    private StoredForm() {}

    /** The fields of a document that the store shows otherwise. @param product as {@code context=edit} shows it */
    static List<String> differing(Document sent, JsonNode product) {
        return sent.lasting().stream()
                .filter(field ->
                        !shows(field, Objects.requireNonNull(sent.fields().get(field)), shown(field, product)))
                .toList();
    }

    /**
     * Whether a value is what was sent.
     *
     * @param field as in a {@link Document}; images are compared by count and by the ids that were sent
     * @param shown missing if the store does not show the field
     */
    static boolean shows(String field, JsonNode sent, JsonNode shown) {
        if (field.startsWith(StoreField.META)) {
            return meta(sent, shown);
        }
        if (DECIMALS.contains(field)) {
            return decimal(sent, shown)
                    || field.equals("sale_price") && isZero(sent) && text(shown).isEmpty();
        }
        if (TEXTS.contains(field)) {
            return HtmlText.same(text(sent), text(shown));
        }
        if (field.startsWith("date_on_sale")) {
            return date(text(sent)).equals(text(shown));
        }
        if (TERMS.contains(field)) {
            return sameTerms(field, sent, shown);
        }
        return switch (field) {
            // a variation without stock of its own shows its parent's [variation-parent-simple]
            case "manage_stock" ->
                text(sent).equals(text(shown)) || isFalse(sent) && text(shown).equals("parent");
            case "sku" -> Skus.clean(text(sent)).equals(text(shown));
            case "tax_class", "shipping_class" -> slug(text(sent)).equals(slug(text(shown)));
            case "meta_data" -> true; // our mark
            case "dimensions" -> every(sent, shown);
            case "attributes" -> StoredAttributes.shows(SentAttributes.shown(sent), shown);
            case "images" -> sameImages(sent, shown);
            default -> text(sent).equals(text(shown));
        };
    }

    /**
     * Whether a text is what was sent except for one level of its backslashes, which a store removes when it writes the
     * text again.
     */
    static boolean hasLostBackslashes(String field, JsonNode sent, JsonNode shown) {
        String text = text(sent);
        return TEXTS.contains(field)
                && text.indexOf('\\') >= 0
                && !HtmlText.same(text, text(shown))
                && HtmlText.same(StoredText.unslashed(text), text(shown));
    }

    /** A product's value for a field of a document; missing if the product does not show it. */
    static JsonNode shown(String field, JsonNode product) {
        if (!field.startsWith(StoreField.META)) {
            return product.path(field);
        }
        for (JsonNode meta : product.path("meta_data")) {
            if (meta.path("key").asText().equals(field.substring(StoreField.META.length()))) {
                return meta.path("value");
            }
        }
        return product.path("meta_data").path(-1);
    }

    /** A null has deleted the key; numbers and booleans come back as texts [product-update-meta-types]. */
    private static boolean meta(JsonNode sent, JsonNode shown) {
        if (sent.isNull()) {
            return shown.isMissingNode();
        }
        if (sent.isBoolean()) {
            return text(shown).equals(sent.booleanValue() ? "1" : "");
        }
        return sent.isContainerNode()
                ? sent.equals(shown)
                : !shown.isMissingNode() && text(sent).equals(text(shown));
    }

    private static boolean decimal(JsonNode sent, JsonNode shown) {
        String a = text(sent).strip();
        String b = text(shown).strip();
        BigDecimal one = number(a);
        BigDecimal other = number(b);
        return one != null && other != null ? one.compareTo(other) == 0 : a.equals(b);
    }

    /** Null if it is none. */
    static @Nullable BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static boolean isZero(JsonNode sent) {
        String text = text(sent).strip();
        return NUMBER.matcher(text).matches() && new BigDecimal(text).signum() == 0;
    }

    private static boolean isFalse(JsonNode sent) {
        return sent.isBoolean() && !sent.booleanValue();
    }

    /** The store adds the time to a day [product-create-sale-schedule]; it shows no date as null. */
    private static String date(String sent) {
        return sent.matches("\\d{4}-\\d\\d-\\d\\d") ? sent + "T00:00:00" : sent;
    }

    /** Members that were not sent keep their value [product-update-dimensions-partial]. */
    private static boolean every(JsonNode sent, JsonNode shown) {
        return sent.properties().stream().allMatch(side -> decimal(side.getValue(), shown.path(side.getKey())));
    }

    /** Terms have no order; without a category a product is in the store's default one [product-update-categories-empty]. */
    private static boolean sameTerms(String field, JsonNode sent, JsonNode shown) {
        if (sent.isEmpty() && field.equals("categories")) {
            return shown.size() <= 1;
        }
        List<JsonNode> left = new ArrayList<>();
        shown.forEach(left::add);
        for (JsonNode term : sent) {
            if (!left.removeIf(other -> term.has("id") ? sameId(term, other) : sameName(term, other))) {
                return false;
            }
        }
        return left.isEmpty();
    }

    private static boolean sameId(JsonNode sent, JsonNode shown) {
        return sent.path("id").asLong() == shown.path("id").asLong();
    }

    private static boolean sameName(JsonNode sent, JsonNode shown) {
        return StoredText.html(text(sent.path("name")).strip()).equalsIgnoreCase(text(shown.path("name")));
    }

    /** Classes are found by their names as well, and shown by their slugs; the standard tax class has none. */
    private static String slug(String text) {
        String slug = text.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return slug.equals("standard") ? "" : slug;
    }

    private static boolean sameImages(JsonNode sent, JsonNode shown) {
        return sent.size() == shown.size()
                && IntStream.range(0, sent.size())
                        .allMatch(i -> !sent.path(i).has("id") || sameId(sent.path(i), shown.path(i)));
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
}
