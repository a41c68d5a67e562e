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
 * A product's images in a document: their identity ({@code asset}, the same for the same content), the address from
 * which a store can load them, and the texts that it shows with them. A product has a list of them, a variation one.
 */
public final class ProductImages {

    private static final String OF_A_VARIATION = "image";
    private static final String ASSET = "asset";
    private static final String SRC = "src";

    /** A dot in a name may be a decimal point: Cup 0.5 l. */
    private static final Pattern EXTENSION = Pattern.compile(
            "(?<=.)\\.(jpe?g|jpe|png|gif|webp|avif|bmp|svg|tiff?|heic|heif)$", Pattern.CASE_INSENSITIVE);

    private ProductImages() {}

    /**
     * The document without images, which are sent separately, but with their identities, so that a change of them is
     * noticed.
     */
    public static Document named(Document document, Product product) {
        if (!document.fields().containsKey(StoreField.IMAGES)) {
            return document; // the mapping leaves them to the store
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.put(StoreField.IMAGES, names(wanted(product)));
        return new Document(fields);
    }

    /** The part of a main row's document that is sent: all but the images. */
    public static Document without(Document document) {
        if (!document.fields().containsKey(StoreField.IMAGES)) {
            return document;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.remove(StoreField.IMAGES);
        return new Document(fields);
    }

    /** Each image once, in their order; for a variation only the first. */
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

    /** An image that is sent. @param src where a store loads it from @param name as the store keeps it, as alt */
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

    /**
     * The document that is sent: images that the store has by their id, others by their address. @param id of an
     * asset, or null
     */
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

    /**
     * Names an asset that may be an image but whose type is not known: if it were left out, it would be missing
     * without an error. Null if there is none.
     */
    public static @Nullable String unknown(Product product) {
        return product.assets().stream()
                .filter(ProductAsset::isOfUnknownType)
                .findFirst()
                .map(asset -> "It is not known whether the asset " + asset.id() + " (" + asset.url()
                        + ") is an image, so the store would not show it: set its mimeType, or take it off the product")
                .orElse(null);
    }

    /** Its own text, or its name without the extension of a file. */
    private static String alt(ProductAsset asset) {
        return asset.altText() != null
                ? asset.altText()
                : EXTENSION.matcher(asset.name()).replaceAll("");
    }
}
