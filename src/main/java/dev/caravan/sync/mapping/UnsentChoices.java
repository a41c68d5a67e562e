package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.catalog.Product;
import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Refuses to create a variation under a mapping that sends none of the attributes in which the variants differ,
 * because it could not be chosen in the shop. Variations that the shop has already are brought up to date, and keep
 * their own options.
 */
public final class UnsentChoices {

    /** Only read before a create, and never sent: such a create is refused. */
    private static final String FIELD = Document.ON_CREATE + StoreField.ATTRIBUTES;

    private UnsentChoices() {}

    /** @param variation the fields of a variation */
    static void note(Map<String, JsonNode> variation, Product parent) {
        if (!variation.containsKey(StoreField.ATTRIBUTES) && !parent.options().isEmpty()) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            parent.options().forEach(option -> names.add(option.name()));
            variation.put(FIELD, names);
        }
    }

    /** The plan, or a refusal if it would create such a variation. */
    public static Plan checked(Plan plan) {
        JsonNode unsent = plan.document().fields().get(FIELD);
        if (unsent == null || plan.action() != Plan.Action.CREATE) {
            return plan;
        }
        List<String> names = new ArrayList<>();
        unsent.forEach(name -> names.add(name.asText()));
        return Plan.refused(
                plan.row(),
                plan.sku(),
                "no_options",
                "The mapping sends none of the attributes in which the variants differ (" + String.join(", ", names)
                        + "), so the variation could not be chosen in the store: select these attributes in the mapping, with"
                        + " attributes among their targets if they have some, or"
                        + " make the variation in the store under the SKU " + plan.sku() + " and let it be linked");
    }
}
