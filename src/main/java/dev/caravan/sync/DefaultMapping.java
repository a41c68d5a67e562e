package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.Document;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a shop expects without any configuration: the core fields of a simple product. Empty fields are sent empty, so that
 * what was removed in the catalogue disappears in the store. Never {@code type}: on a variable product it would delete
 * the variations for good.
 */
@Component
class DefaultMapping implements Mapping {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public Document document(Product product, Store store) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("name", TextNode.valueOf(product.name()));
        fields.put("sku", TextNode.valueOf(product.sku()));
        fields.put("status", TextNode.valueOf(product.status() == ProductStatus.COMPLETE ? "publish" : "draft"));
        fields.put("description", text(product.description()));
        fields.put("short_description", text(product.shortDescription()));
        fields.put("regular_price", number(product.price()));
        fields.put("sale_price", number(product.salePrice()));
        stock(product.stockQuantity(), fields);
        fields.put("weight", number(product.weight()));
        fields.put("dimensions", dimensions(product));
        fields.put("tags", tags(product));
        fields.put("attributes", attributes(product));
        fields.put("images", images(product));
        return new Document(fields);
    }

    /** A quantity counts only while {@code manage_stock} is on [product-create-stock-without-manage]. */
    private static void stock(@Nullable Integer quantity, Map<String, JsonNode> fields) {
        fields.put("manage_stock", BooleanNode.valueOf(quantity != null));
        if (quantity != null) {
            fields.put("stock_quantity", IntNode.valueOf(quantity));
        }
    }

    private static ObjectNode dimensions(Product product) {
        ObjectNode node = JSON.objectNode();
        node.set("length", number(product.dimensions().length()));
        node.set("width", number(product.dimensions().width()));
        node.set("height", number(product.dimensions().height()));
        return node;
    }

    private static ArrayNode tags(Product product) {
        ArrayNode list = JSON.arrayNode();
        product.tags().forEach(tag -> list.addObject().put("name", tag));
        return list;
    }

    private static ArrayNode attributes(Product product) {
        ArrayNode list = JSON.arrayNode();
        for (AttributeValue attribute : product.attributes()) {
            ObjectNode node = list.addObject()
                    .put("name", attribute.name())
                    .put("position", list.size() - 1)
                    .put("visible", true)
                    .put("variation", false);
            ArrayNode options = node.putArray("options");
            if (attribute.value().isArray()) {
                attribute.value().forEach(option -> options.add(option.asText()));
            } else {
                options.add(readable(attribute.value()));
            }
        }
        return list;
    }

    private static String readable(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "Yes" : "No";
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    private static ArrayNode images(Product product) {
        ArrayNode list = JSON.arrayNode();
        for (ProductAsset asset : product.assets()) {
            if (asset.mimeType().startsWith("image/")) {
                list.addObject().put("src", asset.url()).put("name", asset.name());
            }
        }
        return list;
    }

    private static TextNode text(@Nullable String value) {
        return TextNode.valueOf(value == null ? "" : value);
    }

    /** Prices and weights are texts with a point in every store [product-create-price-*]. */
    private static TextNode number(@Nullable BigDecimal value) {
        return TextNode.valueOf(value == null ? "" : value.toPlainString());
    }
}
