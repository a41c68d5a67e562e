package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoredText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A product's images on their way: what they are ({@code asset}, the same for the same content), where a store can load
 * them from, and what it is to show with them. A product has a list of them, a variation one.
 */
public final class ProductImages {

    private static final String OF_A_VARIATION = "image";
    private static final String ASSET = "asset";
    private static final String SRC = "src";

    /** A dot in a name may be a decimal point: Cup 0.5 l. */
    private static final Pattern EXTENSION = Pattern.compile(
            "(?<=.)\\.(jpe?g|jpe|png|gif|webp|avif|bmp|svg|tiff?|heic|heif)$", Pattern.CASE_INSENSITIVE);

    private ProductImages() {}

    /** The document without images, which go on their own, but with what they are, so that a change of them shows. */
    public static Document named(Document document, Product product) {
        if (!document.fields().containsKey(StoreField.IMAGES)) {
            return document; // the mapping leaves them to the store
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.put(StoreField.IMAGES, names(wanted(product)));
        return new Document(fields);
    }

    /** What is sent of a main row: all but the images. */
    public static Document without(Document document) {
        if (!document.fields().containsKey(StoreField.IMAGES)) {
            return document;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.remove(StoreField.IMAGES);
        return new Document(fields);
    }

    /** Each image once, in their order; of a variation the first. */
    public static ArrayNode wanted(Product product) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new HashSet<>();
        for (ProductAsset asset : product.assets()) {
            boolean full = product.parentProductId() != null && !list.isEmpty();
            if (!full && asset.mimeType().startsWith("image/") && seen.add(asset.contentKey())) {
                list.addObject()
                        .put(ASSET, asset.contentKey())
                        .put(SRC, asset.downloadUrl())
                        .put("name", asset.name())
                        .put("alt", alt(asset));
            }
        }
        return list;
    }

    private static ArrayNode names(ArrayNode wanted) {
        ArrayNode list = wanted.deepCopy();
        list.forEach(image -> ((ObjectNode) image).remove(SRC));
        return list;
    }

    public static Document document(JsonNode images) {
        return new Document(Map.of(StoreField.IMAGES, images));
    }

    public static Document namesOf(ArrayNode wanted) {
        return document(names(wanted));
    }

    public static List<String> assets(Document change) {
        List<String> keys = new ArrayList<>();
        change.fields()
                .getOrDefault(StoreField.IMAGES, JsonNodeFactory.instance.arrayNode())
                .forEach(image -> keys.add(image.path(ASSET).asText()));
        return keys;
    }

    /** An image on its way. @param src where a store loads it from @param name as the store keeps it, as alt */
    public record Sent(String asset, String src, String name, String alt) {}

    /** The images of a row of their lane. */
    public static List<Sent> sent(Document change) {
        List<Sent> images = new ArrayList<>();
        for (JsonNode image : change.fields().getOrDefault(StoreField.IMAGES, JsonNodeFactory.instance.arrayNode())) {
            images.add(new Sent(
                    image.path(ASSET).asText(),
                    image.path(SRC).asText(),
                    image.path("name").asText(),
                    image.path("alt").asText()));
        }
        return images;
    }

    /** What is sent: images that the store has by their id, others by their address. @param id of an asset, or null */
    public static Document forCall(Document change, boolean variation, Function<String, Long> id) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode image : change.fields().getOrDefault(StoreField.IMAGES, list)) {
            ObjectNode sent = list.addObject();
            Long known = id.apply(image.path(ASSET).asText());
            if (known == null) {
                sent.set(SRC, image.path(SRC));
            } else {
                sent.put("id", known);
            }
            sent.put("name", StoredText.plain(image.path("name").asText()));
            sent.put("alt", StoredText.altText(image.path("alt").asText()));
        }
        if (!variation) {
            return document(list);
        }
        JsonNode one = list.isEmpty() ? JsonNodeFactory.instance.objectNode() : list.get(0); // {} takes it off
        return new Document(Map.of(OF_A_VARIATION, one));
    }

    /** Of an asset that may be an image, but whose type is not known: left out it would be missing in silence. Null: none is. */
    public static @Nullable String unknown(Product product) {
        return product.assets().stream()
                .filter(ProductAsset::isOfUnknownType)
                .findFirst()
                .map(asset -> "It is not known whether the asset " + asset.id() + " (" + asset.url()
                        + ") is an image, so the store would not show it: set its mimeType, or take it off the product")
                .orElse(null);
    }

    /** Its own text, else its name without the extension of a file. */
    private static String alt(ProductAsset asset) {
        return asset.altText() != null
                ? asset.altText()
                : EXTENSION.matcher(asset.name()).replaceAll("");
    }
}
