package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.mapping.VariableProducts;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the update of a product that the store has already, so that it is linked to the catalogue's product. */
final class Adoption {

    private Adoption() {}

    static boolean fits(ClaimedRow row, Found found) {
        return row.isVariant()
                ? found.isVariation() && row.wooParentId() != null && found.parentId() == row.wooParentId()
                : !found.isVariation();
    }

    /**
     * Adopts the store's product if it has the right type; one in the trash is restored by its status.
     *
     * @param ours whether Caravan has created it for this product, which then may have become one of the other type
     */
    static Plan adopt(Plan plan, Found found, boolean ours) {
        Document document = plan.document();
        if (found.isVariable() && !VariableProducts.isVariable(document)) {
            if (found.variations() > 0) {
                return hasVariations(plan, found);
            }
            document = with(document, "type", "simple");
        }
        Optional<Plan> ofAnotherType = StoreType.refused(plan, found, ours);
        if (ofAnotherType.isPresent()) {
            return ofAnotherType.get();
        }
        if (found.status().equals("trash") && !document.fields().containsKey("status")) {
            document = with(document, "status", "draft");
        }
        // if it has another SKU, it is known which one it releases
        boolean renamed = plan.sku() != null && !found.sku().equals(plan.sku());
        FieldHashes shown = renamed
                ? FieldHashes.of(new Document(Map.of("sku", TextNode.valueOf(found.sku()))))
                : FieldHashes.none();
        Plan update = Composer.update(
                plan.row().showing(shown), found.wooProductId(), String.valueOf(plan.sku()), document, shown, true);
        return found.isVariable() && ShopsChoices.mustAsk(update) ? update.as(Plan.Action.ASK_TYPE) : update;
    }

    /**
     * A linked product that was variable in the store, and is simple in the catalogue; its former variations are gone.
     */
    static Plan backToSimple(Plan plan, long wooProductId, List<Found> all) {
        Document document = plan.document();
        for (Found found : all) {
            if (found.wooProductId() == wooProductId) {
                if (found.variations() > 0) {
                    return hasVariations(plan, found);
                }
                Optional<Plan> ofAnotherType = StoreType.refused(plan, found, true);
                if (ofAnotherType.isPresent()) {
                    return ofAnotherType.get();
                }
                document = with(document, "type", "simple");
            }
        }
        return Composer.update(plan.row(), wooProductId, String.valueOf(plan.sku()), document, FieldHashes.none(), true)
                .without(plan.leftOut());
    }

    private static Plan hasVariations(Plan plan, Found found) {
        return Plan.refused(
                plan.row(),
                plan.sku(),
                "has_variations",
                "The store's product " + found.wooProductId() + " has " + found.variations()
                        + " variation(s), which would be deleted with it becoming simple: delete them in the store first,"
                        + " or make the product variable");
    }

    private static Document with(Document document, String field, String value) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put(field, TextNode.valueOf(value));
        document.fields().forEach(fields::putIfAbsent);
        return new Document(fields);
    }
}
