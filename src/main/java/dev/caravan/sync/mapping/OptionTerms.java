package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SentAttributes;
import dev.caravan.woocommerce.StoredText;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Options of global attributes are sent to a store by name, but tracked by id. If the shop has renamed one, its
 * present name is sent. If one was lost and recreated, the documents of products that name it differ, so that they
 * are sent once more.
 */
public final class OptionTerms {

    private static final String FIELD = TermKind.ATTRIBUTE.field();

    private OptionTerms() {}

    /** @param resolved with ids of attributes @return the document with what the ledger knows of their options */
    public static Document with(Document resolved, KnownTerms known) {
        JsonNode attributes = resolved.fields().get(FIELD);
        if (attributes == null || attributes.isEmpty()) {
            return resolved;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        attributes.forEach(attribute -> list.add(attribute(attribute, known)));
        Map<String, JsonNode> fields = new LinkedHashMap<>(resolved.fields());
        fields.put(FIELD, list);
        return new Document(fields);
    }

    private static JsonNode attribute(JsonNode attribute, KnownTerms known) {
        long id = attribute.path("id").asLong();
        if (id == 0) {
            return attribute;
        }
        ObjectNode marked = attribute.deepCopy();
        Set<Long> remade = new TreeSet<>();
        Set<String> renamed = new LinkedHashSet<>();
        if (attribute.has("option")) {
            String option = attribute.path("option").asText();
            String stored = stored(id, option, known, remade, renamed);
            if (stored != null) {
                marked.set(SentAttributes.STORED, TextNode.valueOf(stored));
            }
        } else {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            boolean otherwise = false;
            for (JsonNode option : attribute.path("options")) {
                String stored = stored(id, option.asText(), known, remade, renamed);
                otherwise |= stored != null;
                names.add(stored == null ? option.asText() : stored);
            }
            if (otherwise) {
                marked.set(SentAttributes.STORED, names);
            }
        }
        if (!remade.isEmpty()) {
            ArrayNode ids = marked.putArray(SentAttributes.REMADE);
            remade.forEach(ids::add);
        }
        if (!renamed.isEmpty()) {
            ArrayNode names = marked.putArray(SentAttributes.RENAMED);
            renamed.forEach(names::add);
        }
        return marked;
    }

    /** The store's name, if it is known to be another one. */
    private static @Nullable String stored(
            long attribute, String option, KnownTerms known, Set<Long> remade, Set<String> renamed) {
        Wanted wanted = new Wanted(TermKind.OPTION, attribute, option);
        KnownTerms.Entry entry = known.entry(wanted);
        if (entry == null || entry.wooId() == null) {
            return null;
        }
        if (entry.remade()) {
            remade.add(entry.wooId());
        }
        if (entry.shown() == null || entry.shown().equals(StoredText.oneLine(option))) {
            return null;
        }
        if (known.isMadeAs(wanted)) {
            renamed.add(option);
        }
        return entry.shown();
    }
}
