package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Categories, tags and global attributes. Thread-safe. */
final class Terms {

    static final long UNCATEGORIZED = 15;

    private final ChangeLog changes;
    private final Map<TermKind, TreeMap<Long, ObjectNode>> terms = new EnumMap<>(TermKind.class);
    private final Map<String, Long> tagsByName = new HashMap<>();

    Terms(ChangeLog changes) {
        this.changes = changes;
        for (TermKind kind : TermKind.values()) {
            terms.put(kind, new TreeMap<>());
        }
        ObjectNode uncategorized = Json.object()
                .put("id", UNCATEGORIZED)
                .put("name", "Uncategorized")
                .put("slug", "uncategorized");
        of(TermKind.CATEGORIES).put(UNCATEGORIZED, uncategorized);
    }

    synchronized ObjectNode add(TermKind kind, String name) {
        String slug =
                (kind == TermKind.ATTRIBUTES ? "pa_" : "") + Texts.slug(name).replace('-', '_');
        long id = kind == TermKind.ATTRIBUTES
                ? of(kind).size() + 1L
                : Math.max(last(TermKind.CATEGORIES), last(TermKind.TAGS)) + 1;
        ObjectNode term = Json.object()
                .put("id", id)
                .put("name", Texts.html(name))
                .put("slug", kind == TermKind.ATTRIBUTES ? slug : Texts.slug(name));
        restore(kind, term);
        changes.append(line(kind, term));
        return term;
    }

    synchronized void restore(TermKind kind, ObjectNode term) {
        of(kind).put(term.path("id").asLong(), term);
        if (kind == TermKind.TAGS) {
            tagsByName.put(key(term.path("name").asText()), term.path("id").asLong());
        }
    }

    synchronized List<ObjectNode> all(TermKind kind) {
        return List.copyOf(of(kind).values());
    }

    synchronized Optional<ObjectNode> byId(TermKind kind, long id) {
        return Optional.ofNullable(of(kind).get(id));
    }

    /** By id only; unknown ones are dropped, and without any the product is Uncategorized. */
    ArrayNode categories(JsonNode sent) {
        ArrayNode found = Json.array();
        for (JsonNode item : sent) {
            byId(TermKind.CATEGORIES, Php.whole(item.get("id"))).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            found.add(byId(TermKind.CATEGORIES, UNCATEGORIZED).orElseThrow());
        }
        return found;
    }

    /** By id or by name; a tag of an unknown name is made. */
    synchronized ArrayNode tags(JsonNode sent) {
        ArrayNode found = Json.array();
        for (JsonNode item : sent) {
            long id = Php.whole(item.get("id"));
            String name = Texts.line(Php.text(item.get("name")));
            if (id != 0) {
                byId(TermKind.TAGS, id).ifPresent(found::add);
            } else if (!name.isEmpty()) {
                Long known = tagsByName.get(key(Texts.html(name)));
                found.add(
                        known == null
                                ? add(TermKind.TAGS, name)
                                : of(TermKind.TAGS).get(known));
            }
        }
        return found;
    }

    static ObjectNode line(TermKind kind, ObjectNode term) {
        ObjectNode line = Json.object().put("op", "term").put("kind", kind.name());
        line.set("term", term);
        return line;
    }

    private TreeMap<Long, ObjectNode> of(TermKind kind) {
        return terms.computeIfAbsent(kind, k -> new TreeMap<>());
    }

    private long last(TermKind kind) {
        return of(kind).isEmpty() ? 0 : of(kind).lastKey();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
