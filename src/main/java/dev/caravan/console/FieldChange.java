package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A field that would be sent to a store, for people.
 *
 * @param label in words @param code the store's name of the field
 * @param known whether {@code before} is what the store has; else it says in words what is known
 * @param pictures that would be sent
 */
record FieldChange(
        String label,
        String code,
        boolean known,
        List<WordDiff.Piece> before,
        List<WordDiff.Piece> after,
        List<Picture> pictures) {

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("name", "Name"),
            Map.entry("sku", "SKU"),
            Map.entry("type", "Type"),
            Map.entry("status", "Status"),
            Map.entry("price", "Price"),
            Map.entry("salePrice", "Sale price"),
            Map.entry("description", "Description"),
            Map.entry("shortDescription", "Short description"),
            Map.entry("stockQuantity", "Stock"),
            Map.entry("stock_status", "In stock"),
            Map.entry("weight", "Weight"),
            Map.entry("dimensions", "Dimensions"),
            Map.entry("categories", "Categories"),
            Map.entry("tags", "Tags"),
            Map.entry("brands", "Brands"),
            Map.entry("attributes", "Attributes"),
            Map.entry("assets", "Images"),
            Map.entry("global_unique_id", "GTIN"));

    private static final Map<String, String> LITTLE_KNOWN = Map.of(
            "unknown", "not known",
            "other", "another value",
            "same", "the same");

    /** As {@code preview-product} has it. @param from unknown, other or same */
    record Planned(String field, String storeField, String from, JsonNode to) {}

    /** @param address of the image in Caravan; null: it is kept elsewhere, and a page loads nothing from there */
    record Picture(@Nullable String address, String name) {

        private static final Pattern OURS =
                Pattern.compile("https?://[^/]+(/assets/\\d{1,18}/file/[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+)?)");

        static Picture of(String url, String name) {
            Matcher ours = OURS.matcher(url);
            return new Picture(ours.matches() ? ours.group(1) : null, name);
        }
    }

    /** @param shown the fields that the store shows; null: it was not asked */
    static FieldChange of(Planned change, @Nullable JsonNode shown) {
        String label = LABELS.getOrDefault(change.field(), change.field());
        JsonNode to = change.to();
        boolean images = change.field().equals("assets");
        List<Picture> pictures = images ? pictures(to) : List.of();
        String after = images && !pictures.isEmpty() ? names(pictures) : text(to);
        if (shown == null) {
            String little = LITTLE_KNOWN.getOrDefault(change.from(), change.from());
            return new FieldChange(label, change.storeField(), false, same(little), same(after), pictures);
        }
        WordDiff.Sides sides = WordDiff.of(text(field(shown, change.storeField())), after);
        return new FieldChange(label, change.storeField(), true, sides.before(), sides.after(), pictures);
    }

    private static List<WordDiff.Piece> same(String text) {
        return WordDiff.of(text, text).after();
    }

    private static String names(List<Picture> pictures) {
        return pictures.stream().map(Picture::name).collect(Collectors.joining(", "));
    }

    private static List<Picture> pictures(JsonNode images) {
        List<Picture> pictures = new ArrayList<>();
        (images.isArray() ? images : List.of(images)).forEach(image -> {
            if (image.isObject()) {
                pictures.add(Picture.of(
                        image.path("src").asText(), image.path("name").asText()));
            }
        });
        return pictures;
    }

    /** A store's field by its name, such as {@code dimensions.width} or {@code meta_data.color}. */
    private static JsonNode field(JsonNode shown, String name) {
        if (name.startsWith("meta_data.")) {
            String key = name.substring("meta_data.".length());
            return StreamSupport.stream(shown.path("meta_data").spliterator(), false)
                    .filter(entry -> entry.path("key").asText().equals(key))
                    .map(entry -> entry.path("value"))
                    .findFirst()
                    .orElse(shown.path(name));
        }
        int dot = name.indexOf('.');
        return dot < 0 ? shown.path(name) : shown.path(name.substring(0, dot)).path(name.substring(dot + 1));
    }

    /** Such as the sides of a box. */
    private static String members(JsonNode value) {
        return value.properties().stream()
                .filter(member -> !text(member.getValue()).isEmpty())
                .map(member -> member.getKey() + " " + text(member.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Lists of terms by their names. */
    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(FieldChange::text)
                    .collect(Collectors.joining(", "));
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        if (!value.isObject()) {
            return value.asText();
        }
        String name = value.path("name").asText();
        JsonNode options = value.path("options");
        if (!name.isEmpty() && options.isArray()) {
            return name + ": " + text(options);
        }
        if (!name.isEmpty()) {
            return name;
        }
        return value.size() == 1 && value.has("id") ? "no. " + value.path("id").asText() : members(value);
    }
}
