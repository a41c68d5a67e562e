package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The attributes of a document. They contain our names of options and, beside them, what the ledger knows of them,
 * which is not sent. Only our names are compared, so that a product is not sent again because the shop has renamed an
 * option.
 */
public final class SentAttributes {

    /** The field of a document. */
    static final String FIELD = "attributes";

    /** Member of an attribute: its options by the store's names, if the shop has renamed one. */
    public static final String STORED = "stored";

    /** Member of an attribute: ids of options that were recreated after the store had lost them. */
    public static final String REMADE = "remade";

    /**
     * Member of an attribute that the shop's variations use. {@code true} if it is the shop's alone: it is sent and not
     * compared. For one of ours it has the options of both, with which it is sent as a choice.
     */
    public static final String KEPT = "kept";

    /**
     * Member of an attribute: our names of options that Caravan has created under exactly these names, and the shop has
     * renamed.
     */
    public static final String RENAMED = "renamed";

    private SentAttributes() {}

    /** The value as it is sent. */
    static JsonNode of(String field, JsonNode value) {
        if (SentTerms.FIELDS.contains(field)) {
            return SentTerms.of(value);
        }
        return field.equals(FIELD) ? withEntities(shown(value)) : value;
    }

    /** The attributes as the store must show them. */
    static JsonNode shown(JsonNode attributes) {
        return each(attributes, true);
    }

    /** An option that looks as if it had HTML entities is shown as it is written. */
    private static JsonNode withEntities(JsonNode attributes) {
        JsonNode sent = attributes;
        for (int i = 0; i < attributes.size(); i++) {
            JsonNode attribute = attributes.get(i);
            for (int j = 0; isCustom(attribute) && j < attribute.path("options").size(); j++) {
                String option = attribute.path("options").get(j).asText();
                if (!StoredText.entities(option).equals(option)) {
                    sent = sent == attributes ? attributes.deepCopy() : sent;
                    ((ArrayNode) sent.get(i).get("options")).set(j, StoredText.entities(option));
                }
            }
        }
        return sent;
    }

    private static boolean isCustom(JsonNode attribute) {
        return attribute.path("id").asLong() == 0;
    }

    /** The attributes in the form in which documents are compared. */
    static JsonNode compared(JsonNode attributes) {
        return each(attributes, false);
    }

    private static JsonNode each(JsonNode attributes, boolean sent) {
        boolean plain = true;
        for (JsonNode attribute : attributes) {
            plain &=
                    !attribute.has(STORED) && !attribute.has(REMADE) && !attribute.has(KEPT) && !attribute.has(RENAMED);
        }
        if (plain) {
            return attributes;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode attribute : attributes) {
            ObjectNode one = attribute.deepCopy();
            JsonNode stored = one.remove(STORED);
            JsonNode kept = one.remove(KEPT);
            one.remove(RENAMED);
            if (kept != null && kept.isBoolean() && !sent) {
                continue;
            }
            if (sent) {
                one.remove(REMADE);
                if (stored != null) {
                    one.set(one.has("option") ? "option" : "options", stored);
                }
                if (kept != null && kept.isArray()) {
                    one.put("variation", true);
                    one.set("options", kept);
                }
            }
            list.add(one);
        }
        return list;
    }
}
