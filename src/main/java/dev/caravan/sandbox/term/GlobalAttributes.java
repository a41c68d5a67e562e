package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.ChangeLog;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.RestError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Global attributes, with ids of their own. In the journal {@code {op: attribute, attribute}} or {@code -remove}. */
public final class GlobalAttributes {

    private static final int LONGEST_SLUG = 28; // a taxonomy name has 32 characters, "pa_" among them
    private static final Set<String> RESERVED = Set.of(
            "attachment", "author", "category", "name", "order", "page", "post", "tag", "taxonomy", "type", "year");

    private final ChangeLog changes;
    private final Terms terms;
    private final TreeMap<Long, ObjectNode> byId = new TreeMap<>();
    private long lastId;

    public GlobalAttributes(ChangeLog changes, Terms terms) {
        this.changes = changes;
        this.terms = terms;
    }

    public synchronized ObjectNode create(ObjectNode sent) {
        if (Texts.line(Php.text(sent.get("name"))).isEmpty()) {
            throw RestError.missingParameter("name");
        }
        ObjectNode attribute = Json.object()
                .put("id", 0)
                .put("type", "select")
                .put("order_by", "menu_order")
                .put("has_archives", false);
        apply(attribute, sent, Php.text(sent.get("name")));
        return store(attribute.put("id", ++lastId));
    }

    public synchronized ObjectNode update(long id, ObjectNode sent) {
        ObjectNode attribute = byId(id).orElseThrow(RestError::unknownTaxonomy).deepCopy();
        apply(attribute, sent, Php.text(sent.get("name"))); // the slug goes with the name (attribute-rename)
        return store(attribute);
    }

    /** With its options. @return the attribute as it was before */
    public synchronized ObjectNode delete(long id) {
        ObjectNode before = byId(id).orElseThrow(RestError::unknownTaxonomy);
        byId.remove(id);
        changes.append(Json.object().put("op", "attribute-remove").put("id", id));
        terms.drop(Taxonomy.optionsOf(id));
        return before;
    }

    public synchronized Optional<ObjectNode> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By name. */
    public synchronized List<ObjectNode> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(attribute -> attribute.path("name").asText()))
                .toList();
    }

    /** Global attributes were terms in earlier journals. @return whether the line was one */
    public boolean restoredFromTerm(ObjectNode line) {
        boolean attribute = line.path("kind").asText().equals("ATTRIBUTES");
        if (attribute) {
            restore(((ObjectNode) line.path("term"))
                    .put("type", "select")
                    .put("order_by", "menu_order")
                    .put("has_archives", false));
        }
        return attribute;
    }

    /** Makes a stored attribute known again. */
    public synchronized void restore(ObjectNode attribute) {
        byId.put(attribute.path("id").asLong(), attribute);
        lastId = Math.max(lastId, attribute.path("id").asLong());
    }

    public synchronized void forget(long id) {
        byId.remove(id);
    }

    public static ObjectNode line(ObjectNode attribute) {
        ObjectNode line = Json.object().put("op", "attribute");
        line.set("attribute", attribute);
        return line;
    }

    private void apply(ObjectNode attribute, ObjectNode sent, String slugOtherwise) {
        if (sent.has("name")) {
            attribute.put("name", Texts.unslashed(Php.text(sent.get("name")))); // text-attribute-name-global
        }
        String wanted = Php.text(sent.get("slug"));
        String slug = slug(wanted.isEmpty() ? slugOtherwise : wanted);
        if (!slug.isEmpty()) {
            check(slug, attribute.path("id").asLong());
            attribute.put("slug", "pa_" + slug);
        }
        for (String field : List.of("type", "order_by")) {
            if (sent.has(field)) {
                attribute.put(field, Php.text(sent.get(field)));
            }
        }
        if (sent.has("has_archives")) {
            attribute.put("has_archives", Php.truth(sent.get("has_archives")));
        }
    }

    private void check(String slug, long id) {
        if (slug.length() > LONGEST_SLUG) {
            throw refused(slug, "is too long (" + LONGEST_SLUG + " characters max). Shorten it, please.");
        } else if (RESERVED.contains(slug)) {
            throw refused(slug, "is not allowed because it is a reserved term. Change it, please.");
        } else if (byId.values().stream()
                .anyMatch(other -> other.path("id").asLong() != id
                        && other.path("slug").asText().equals("pa_" + slug))) {
            throw refused(slug, "is already in use. Change it, please.");
        }
    }

    private static RestError refused(String slug, String why) {
        return new RestError(400, "woocommerce_rest_cannot_create", "Slug \"" + slug + "\" " + why);
    }

    /** "pa_shoe_size" is "shoe_size", "Shoe size" is "shoe-size". */
    private static String slug(String text) {
        String[] parts = text.strip().split("_", -1);
        StringBuilder slug = new StringBuilder();
        for (String part : parts) {
            slug.append(slug.isEmpty() ? "" : "_").append(Texts.slug(part));
        }
        return slug.indexOf("pa_") == 0 ? slug.substring(3) : slug.toString();
    }

    private ObjectNode store(ObjectNode attribute) {
        restore(attribute);
        changes.append(line(attribute));
        return attribute;
    }
}
