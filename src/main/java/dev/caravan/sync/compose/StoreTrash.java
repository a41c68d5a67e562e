package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A product in a store's trash takes updates like any other, but customers do not see it [product-update-trashed]. */
public final class StoreTrash {

    private static final String STATUS = "status";

    private StoreTrash() {}

    /** Whether an answer shows that the product is in the trash, though it should not be. */
    public static boolean holds(Plan plan, ItemOutcome.Done done) {
        return plan.action() == Plan.Action.UPDATE
                && done.product().status().equals("trash")
                && !plan.document()
                        .fields()
                        .getOrDefault(STATUS, TextNode.valueOf(""))
                        .asText()
                        .equals("trash");
    }

    /**
     * The document with a status, if the product is to be restored: its own, or that of a new product if the mapping
     * leaves the status to the store.
     */
    static Document document(ClaimedRow row, Document document) {
        if (!ErrorCode.IN_STORE_TRASH.equals(row.errorCode())
                || document.fields().containsKey(STATUS)) {
            return document;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.put(STATUS, fields.getOrDefault(Document.ON_CREATE + STATUS, TextNode.valueOf("publish")));
        return new Document(fields);
    }

    /** The fields that are sent: with the status if the product is to be restored, also in an export of some fields. */
    static Set<String> only(ClaimedRow row) {
        if (!ErrorCode.IN_STORE_TRASH.equals(row.errorCode()) || row.only().isEmpty()) {
            return row.only();
        }
        Set<String> fields = new HashSet<>(row.only());
        fields.add(STATUS);
        return fields;
    }

    public static String message(Plan plan) {
        return "The store's product " + plan.wooProductId() + " is in its trash";
    }
}
