package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The stock status of a product whose quantity was removed. A store keeps the status that the last quantity gave it,
 * so a product that was sold out would stay so for ever.
 */
public final class StockStatus {

    private static final String MANAGED = "manage_stock";
    private static final String IN_STOCK = "instock";

    private StockStatus() {}

    /**
     * A variable product has no status of its own: the store derives it from those of the variations.
     *
     * @param delta what is sent of the document
     * @param shown what the store is known to show
     */
    public static Document following(Document document, Document delta, FieldHashes shown) {
        if (VariableProducts.isVariable(document)) {
            return delta;
        }
        JsonNode atFirst = document.fields().get(VariableProducts.STOCK_STATUS_AT_FIRST);
        boolean known = atFirst == null && shown.byField().containsKey(StoreField.STOCK_STATUS);
        boolean stale = known
                ? !shown.shows(StoreField.STOCK_STATUS, IN_STOCK)
                : delta.fields().containsKey(MANAGED);
        if (!isUnmanaged(document) || document.fields().containsKey(StoreField.STOCK_STATUS) || !stale) {
            return delta;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(delta.fields());
        fields.put(MANAGED, BooleanNode.FALSE);
        fields.put(StoreField.STOCK_STATUS, atFirst == null ? TextNode.valueOf(IN_STOCK) : atFirst);
        return new Document(fields);
    }

    /** Removes fields that the store would ignore: a quantity without managed stock, and a stock status with it. */
    static void agree(Map<String, JsonNode> fields) {
        JsonNode managed = fields.get(MANAGED);
        if (managed != null && managed.isBoolean()) {
            fields.keySet()
                    .removeAll(
                            managed.booleanValue()
                                    ? Set.of("stock_status")
                                    : Set.of("stock_quantity", "backorders", "low_stock_amount"));
        }
    }

    /** Whether the document tells the store not to manage its stock. */
    public static boolean isUnmanaged(Document document) {
        return BooleanNode.FALSE.equals(document.fields().get(MANAGED));
    }
}
