package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.mapping.AlikeNames;
import dev.caravan.sync.mapping.VariableProducts;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SentAttributes;
import dev.caravan.woocommerce.ShownAttribute;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Choices that the shop has given a variable product whose variants have no values that the mapping sends. A store
 * replaces attributes as a whole, and without its choices no variation could be bought. So before such attributes are
 * sent, the store is asked for its choices, and they are sent with them.
 */
final class ShopsChoices {

    private static final String VARIATION = "variation";
    private static final String OPTIONS = "options";

    private ShopsChoices() {}

    /** Whether attributes of a variable product that is in the store would be sent without any choice. */
    static boolean mustAsk(Plan plan) {
        JsonNode attributes = plan.change().fields().get(StoreField.ATTRIBUTES);
        return attributes != null
                && plan.wooProductId() != null
                && VariableProducts.isVariable(plan.document())
                && !hasChoice(attributes);
    }

    /**
     * The same with the choices that the store shows. The choices of a product that Caravan has created are the
     * catalogue's: they are removed with the last of its variants.
     *
     * @param shown null if the store does not have it
     */
    static Plan keep(Plan plan, @Nullable ShownProduct shown, Store store) {
        if (shown == null || !mustAsk(plan) || choices(shown).isEmpty()) {
            return plan;
        }
        if (OurMark.of(store, plan.row()).equals(shown.caravanMark())) {
            return plan;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(plan.change().fields());
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        JsonNode ours = Objects.requireNonNull(fields.get(StoreField.ATTRIBUTES));
        ours.forEach(attribute -> all.add(attribute.deepCopy()));
        choices(shown).forEach(theirs -> keep(theirs, all));
        fields.put(StoreField.ATTRIBUTES, all);
        return plan.sending(new Document(fields));
    }

    /** A remark about a product after it was sent; empty for none. @param shown by the store's answer */
    static Optional<Remark> remark(Plan plan, ShownProduct shown) {
        JsonNode attributes = plan.change().fields().get(StoreField.ATTRIBUTES);
        if (attributes == null || attributes.findValue(SentAttributes.KEPT) == null) {
            return Optional.empty();
        }
        List<String> names = choices(shown).stream().map(ShownAttribute::name).toList();
        return Optional.of(new Remark(
                "choices_kept",
                "Choices of the shop are kept (" + String.join(", ", names)
                        + "), as no variant has values for choices that the mapping sends"));
    }

    private static List<ShownAttribute> choices(ShownProduct shown) {
        return shown.attributes().orElse(List.of()).stream()
                .filter(ShownAttribute::variation)
                .toList();
    }

    private static void keep(ShownAttribute theirs, ArrayNode all) {
        ObjectNode ours = same(theirs, all);
        if (ours == null) {
            ObjectNode one = all.addObject();
            if (theirs.id() == 0) {
                one.put("name", theirs.name());
            } else {
                one.put("id", theirs.id());
            }
            one.put("position", all.size() - 1);
            one.put("visible", theirs.visible());
            one.put(VARIATION, true);
            one.set(OPTIONS, options(theirs));
            one.put(SentAttributes.KEPT, true);
        } else {
            ArrayNode both = options(theirs);
            JsonNode names = ours.has(SentAttributes.STORED) ? ours.path(SentAttributes.STORED) : ours.path(OPTIONS);
            names.forEach(name -> addIfAbsent(name, both));
            ours.set(SentAttributes.KEPT, both);
        }
    }

    private static ArrayNode options(ShownAttribute attribute) {
        ArrayNode options = JsonNodeFactory.instance.arrayNode();
        attribute.options().forEach(options::add);
        return options;
    }

    private static void addIfAbsent(JsonNode name, ArrayNode names) {
        for (JsonNode one : names) {
            if (one.asText().equalsIgnoreCase(name.asText())) {
                return;
            }
        }
        names.add(name);
    }

    /** Our attribute with the same id, or with a name that the store takes for the same. */
    private static @Nullable ObjectNode same(ShownAttribute theirs, ArrayNode all) {
        long id = theirs.id();
        String slug = AlikeNames.slug(theirs.name());
        for (JsonNode ours : all) {
            boolean same = id == 0
                    ? ours.path("id").asLong() == 0
                            && AlikeNames.slug(ours.path("name").asText()).equals(slug)
                    : ours.path("id").asLong() == id;
            if (same) {
                return (ObjectNode) ours;
            }
        }
        return null;
    }

    private static boolean hasChoice(JsonNode attributes) {
        for (JsonNode attribute : attributes) {
            if (attribute.path(VARIATION).asBoolean()) {
                return true;
            }
        }
        return false;
    }
}
