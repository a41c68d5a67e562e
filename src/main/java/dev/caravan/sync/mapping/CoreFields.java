package dev.caravan.sync.mapping;

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
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.woocommerce.StoredText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usual places of a product's fields in a store. Empty fields are written empty, so that a value that was removed
 * in the catalogue disappears in the store. {@code type} is never written: on a variable product it would delete the
 * variations for good.
 */
final class CoreFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CoreFields() {}

    static void write(CatalogueField field, Product product, Map<String, JsonNode> fields) {
        switch (field) {
            case NAME -> fields.put("name", TextNode.valueOf(StoredText.plain(product.name())));
            case SKU -> fields.put("sku", TextNode.valueOf(product.sku()));
            case STATUS -> fields.put("status", status(product));
            case DESCRIPTION -> fields.put("description", text(product.description()));
            case SHORT_DESCRIPTION -> fields.put("short_description", text(product.shortDescription()));
            case PRICE -> fields.put("regular_price", number(product.price()));
            case SALE_PRICE -> fields.put("sale_price", number(product.salePrice()));
            case STOCK_QUANTITY -> stock(VariableProducts.managedStock(product), fields);
            case WEIGHT -> fields.put("weight", number(product.weight()));
            case DIMENSIONS -> fields.put("dimensions", dimensions(product));
            case CATEGORIES -> fields.put("categories", FieldShapes.terms(product.categories()));
            case TAGS -> fields.put("tags", FieldShapes.terms(product.tags()));
            case ATTRIBUTES -> fields.put("attributes", attributes(VariableProducts.shown(product)));
            case ASSETS -> fields.put("images", images(product));
        }
    }

    /** A field's own value; null if the product has none. */
    static @Nullable JsonNode value(CatalogueField field, Product product) {
        return switch (field) {
            case NAME -> TextNode.valueOf(product.name());
            case SKU -> TextNode.valueOf(product.sku());
            case DESCRIPTION -> nullable(product.description());
            case SHORT_DESCRIPTION -> nullable(product.shortDescription());
            case PRICE -> nullable(product.price());
            case SALE_PRICE -> nullable(product.salePrice());
            case WEIGHT -> nullable(product.weight());
            case STOCK_QUANTITY -> product.stockQuantity() == null ? null : IntNode.valueOf(product.stockQuantity());
            default -> throw new IllegalArgumentException(field + " is no single value");
        };
    }

    /** {@code complete} is published, {@code incomplete} is a draft. */
    static JsonNode status(Product product) {
        return TextNode.valueOf(product.status() == ProductStatus.COMPLETE ? "publish" : "draft");
    }

    static ArrayNode attributes(List<AttributeValue> attributes) {
        ArrayNode list = JSON.arrayNode();
        for (AttributeValue attribute : attributes) {
            ObjectNode node = list.addObject()
                    .put("name", attribute.name())
                    .put("position", list.size() - 1)
                    .put("visible", true)
                    .put("variation", false);
            ArrayNode options = node.putArray("options");
            FieldShapes.texts(attribute.value()).forEach(options::add);
        }
        return list;
    }

    /** A quantity counts only while {@code manage_stock} is on [product-create-stock-without-manage]. */
    static void stock(@Nullable Integer quantity, Map<String, JsonNode> fields) {
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

    private static ArrayNode images(Product product) {
        ArrayNode list = JSON.arrayNode();
        for (ProductAsset asset : product.assets()) {
            if (asset.mimeType().startsWith("image/")) {
                list.addObject().put("src", asset.downloadUrl()).put("name", asset.name());
            }
        }
        return list;
    }

    /** A text that is HTML in the store. */
    private static TextNode text(@Nullable String value) {
        return TextNode.valueOf(value == null ? "" : StoredText.slashed(value));
    }

    /** Prices and weights are texts with a point in every store [product-create-price-*]. */
    private static TextNode number(@Nullable BigDecimal value) {
        return TextNode.valueOf(value == null ? "" : value.toPlainString());
    }

    private static @Nullable JsonNode nullable(@Nullable String value) {
        return value == null || value.isEmpty() ? null : TextNode.valueOf(value);
    }

    private static @Nullable JsonNode nullable(@Nullable BigDecimal value) {
        return value == null ? null : TextNode.valueOf(value.toPlainString());
    }
}
