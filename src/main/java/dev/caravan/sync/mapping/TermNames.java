package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.CategoryPath;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SentTerms;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the names that a mapping writes by the store's ids: categories as a path ({@code Clothing > Shirts}),
 * tags, brands, and attributes where the store has a global one of that name.
 */
public final class TermNames {

    /** Member of an attribute: create a global one if the store has none of this name. */
    static final String GLOBAL = "global";

    private static final String PATH_SEPARATOR = " > ";

    private final KnownTerms known;
    private final Instant attributesReadAfter;
    private final Set<Wanted> missing = new LinkedHashSet<>();
    private final Set<Wanted> refused = new LinkedHashSet<>();

    private TermNames(KnownTerms known, Instant attributesReadAfter) {
        this.known = known;
        this.attributesReadAfter = attributesReadAfter;
    }

    /**
     * @param document with ids instead of names; complete only if nothing is missing @param refused global attributes
     * that the store does not create
     */
    public record Resolved(Document document, Set<Wanted> missing, Set<Wanted> refused) {}

    /** Whether there is a name to be replaced. */
    public static boolean needed(Document document) {
        for (TermKind kind : TermKind.LISTED) {
            JsonNode list = document.fields().get(kind.field());
            if (list != null && !list.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** All names in a document, wherever they lie in the tree of categories. */
    public static Set<Wanted> in(Document document) {
        Set<Wanted> names = new LinkedHashSet<>();
        for (TermKind kind : TermKind.LISTED) {
            for (JsonNode item : list(document, kind)) {
                for (String name : levels(kind, item)) {
                    names.add(new Wanted(kind, 0, name));
                }
            }
        }
        return names;
    }

    /** The options of global attributes. @param resolved a document with ids, in which options are still names */
    public static Set<Wanted> options(Document resolved) {
        Set<Wanted> options = new LinkedHashSet<>();
        for (JsonNode attribute : list(resolved, TermKind.ATTRIBUTE)) {
            long id = attribute.path("id").asLong();
            if (id == 0) {
                continue;
            }
            attribute.path("options").forEach(option -> addOption(id, option, options));
            addOption(id, attribute.path("option"), options); // of a variation
        }
        return options;
    }

    /** Adds an option; an empty one is left out by the store. */
    private static void addOption(long attribute, JsonNode option, Set<Wanted> options) {
        if (!option.asText().isBlank()) {
            options.add(new Wanted(TermKind.OPTION, attribute, option.asText()));
        }
    }

    /** @param attributesReadAfter older answers that a global attribute is absent are no longer trusted */
    public static Resolved resolve(Document document, KnownTerms known, Instant attributesReadAfter) {
        TermNames names = new TermNames(known, attributesReadAfter);
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        for (TermKind kind : TermKind.LISTED) {
            if (fields.containsKey(kind.field())) {
                ArrayNode list = kind == TermKind.ATTRIBUTE
                        ? names.attributes(list(document, kind))
                        : names.ids(kind, list(document, kind));
                fields.put(kind.field(), list);
            }
        }
        return new Resolved(new Document(fields), names.missing, names.refused);
    }

    private ArrayNode ids(TermKind kind, List<JsonNode> items) {
        Map<Long, JsonNode> byId = new LinkedHashMap<>();
        for (JsonNode item : items) {
            ObjectNode term = JsonNodeFactory.instance.objectNode();
            long id = 0;
            for (String name : levels(kind, item)) {
                Wanted wanted = new Wanted(kind, id, name);
                id = known.id(wanted).orElse(0);
                if (id == 0) {
                    missing.add(wanted);
                    break;
                }
                term.put("id", id).put(SentTerms.NAME, name).put(SentTerms.MADE, known.isMadeAs(wanted));
            }
            if (id != 0) {
                byId.putIfAbsent(id, term);
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(byId.values());
    }

    private ArrayNode attributes(List<JsonNode> items) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            ObjectNode attribute = item.deepCopy();
            boolean global = attribute.path(GLOBAL).asBoolean();
            attribute.remove(GLOBAL);
            Wanted wanted =
                    new Wanted(TermKind.ATTRIBUTE, 0, attribute.path("name").asText());
            KnownTerms.Entry entry = known.entry(wanted);
            if (entry != null && entry.wooId() != null) {
                attribute.remove("name");
                ObjectNode byId = JsonNodeFactory.instance.objectNode().put("id", entry.wooId());
                byId.setAll(attribute);
                list.add(byId);
                continue;
            }
            if (!isSettled(entry, global)) {
                missing.add(wanted);
            } else if (global) {
                refused.add(wanted);
            }
            list.add(attribute);
        }
        return list;
    }

    private boolean isSettled(KnownTerms.@Nullable Entry entry, boolean global) {
        if (entry == null || entry.readAt().isBefore(attributesReadAfter)) {
            return false;
        }
        return entry.state() == KnownTerms.State.REFUSED || (entry.state() == KnownTerms.State.ABSENT && !global);
    }

    private static List<JsonNode> list(Document document, TermKind kind) {
        JsonNode field = document.fields().get(kind.field());
        List<JsonNode> items = new ArrayList<>();
        if (field != null) {
            field.forEach(items::add);
        }
        return items;
    }

    private static List<String> levels(TermKind kind, JsonNode item) {
        String name = item.path("name").asText();
        return kind == TermKind.CATEGORY ? path(name) : List.of(name);
    }

    /** The names of a category's path, from the root. */
    public static List<String> path(String path) {
        return Stream.of(path.split(PATH_SEPARATOR, -1))
                .map(CategoryPath::unescaped)
                .toList();
    }
}
