package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.Reasons;
import dev.caravan.woocommerce.StoredForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a store took, and shows otherwise: a plugin has altered it, or the store dropped it without a word. It is not sent
 * again, which would go on for ever, but a price that is not the one of the catalogue must be seen by somebody.
 */
final class Remarks {

    /** What costs money or hides a product; of other fields stores make what they like. */
    private static final List<String> WATCHED = List.of(
            "sku",
            "name",
            "status",
            "regular_price",
            "sale_price",
            "date_on_sale_from",
            "date_on_sale_to",
            "manage_stock",
            "stock_quantity",
            "weight");

    private static final int LONGEST_VALUE = 60;

    private Remarks() {}

    /** @return by key of a row, in plain words */
    static Map<Long, String> of(Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        Map<Long, String> remarks = new LinkedHashMap<>();
        for (Plan plan : delivery.toSend()) {
            boolean writes = plan.action() == Plan.Action.CREATE || plan.action() == Plan.Action.UPDATE;
            if (writes && !plan.row().isOfImages() && outcomes.get(plan.key()) instanceof ItemOutcome.Done done) {
                String remark = remark(plan.change(), done.item(), plan.row().isVariant());
                if (!remark.isEmpty()) {
                    remarks.put(plan.key(), remark);
                }
            }
        }
        return remarks;
    }

    /** @param sent a document or a delta @param shown the product as the store answered it; "" if it shows what was sent */
    static String remark(Document sent, JsonNode shown, boolean variant) {
        StringJoiner remark = new StringJoiner("; ");
        for (String field : WATCHED) {
            JsonNode value = sent.fields().get(field);
            if (value != null
                    && shown.has(field)
                    && !(variant && isInherited(field, value))
                    && !StoredForm.shows(field, value, shown.path(field))) {
                remark.add("The store shows " + field + " " + text(shown.path(field)) + " where " + text(value)
                        + " was sent");
            }
        }
        return remark.toString();
    }

    /** A variation without a weight has its parent's [variation-parent-simple]. */
    private static boolean isInherited(String field, JsonNode sent) {
        return field.equals("weight") && sent.asText().isEmpty();
    }

    private static String text(JsonNode value) {
        String text = value.isNull() || value.asText().isEmpty() ? "nothing" : Reasons.clean(value.asText());
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
