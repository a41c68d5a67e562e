package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.ChangeLog;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.RestError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The terms of all taxonomies, with one series of ids for all, as in WordPress. Thread-safe. A changed term goes to the
 * journal as {@code {op: term, kind, attribute, term}}, a deleted one as {@code {op: term-remove, kind, attribute, id}}.
 */
public final class Terms {

    static final long UNCATEGORIZED = 15;

    private final ChangeLog changes;
    private final Map<Taxonomy, TermTable> tables = new LinkedHashMap<>();
    private final TermSight sight = new TermSight();
    private long lastId = UNCATEGORIZED;
    private volatile OptionRenaming renaming = (attribute, before, after) -> {};

    public void onRenaming(OptionRenaming listener) {
        renaming = listener;
    }

    public Terms(ChangeLog changes) {
        this.changes = changes;
        restore(
                Taxonomy.CATEGORIES,
                Json.object()
                        .put("id", UNCATEGORIZED)
                        .put("name", "Uncategorized")
                        .put("slug", "uncategorized"));
    }

    /** Runs a call, which does not find by name the terms that others create meanwhile. */
    public <T> T duringCall(Supplier<T> call) {
        synchronized (this) {
            sight.begin(lastId);
        }
        try {
            return call.get();
        } finally {
            sight.end();
        }
    }

    /** @throws RestError if the name is missing or taken, or the parent is unknown */
    ObjectNode create(Taxonomy taxonomy, ObjectNode sent) {
        ObjectNode term = made(taxonomy, sent);
        renameInVariations(taxonomy, term);
        return term;
    }

    /** A variation keeps the slug of an option that is gone, and shows the name of one that gets this slug (seen on 10.2.4). */
    private void renameInVariations(Taxonomy taxonomy, ObjectNode term) {
        if (of(taxonomy).wasLost(term.path("slug").asText())) {
            renameInProducts(taxonomy, Json.object().set("slug", term.path("slug")), term);
        }
    }

    private synchronized ObjectNode made(Taxonomy taxonomy, ObjectNode sent) {
        TermTable table = of(taxonomy);
        String name = Texts.escaped(Texts.line(Php.text(sent.get("name"))));
        if (name.isEmpty()) {
            throw RestError.missingParameter("name");
        }
        long parent = parent(taxonomy, sent, 0);
        String slug = Texts.slug(Php.text(sent.get("slug")));
        Optional<ObjectNode> namesake = table.byName(name, parent, sight::sees);
        if (namesake.isPresent()
                && (slug.isEmpty() || table.bySlug(slug, sight::sees).isPresent())) {
            throw RestError.termExists(
                    namesake.get().path("id").asLong(), taxonomy.kind().isTree());
        }
        ObjectNode term = Json.object().put("id", ++lastId).put("name", name);
        term.put("slug", table.freeSlug(slug.isEmpty() ? Texts.slug(name) : slug, lastId));
        sight.made(lastId);
        return store(taxonomy, term, sent, parent);
    }

    public ObjectNode add(Taxonomy taxonomy, String name) {
        return create(taxonomy, Json.object().put("name", name));
    }

    public ObjectNode update(Taxonomy taxonomy, long id, ObjectNode sent) {
        ObjectNode before = byId(taxonomy, id).orElseThrow(RestError::invalidTerm);
        ObjectNode after = changed(taxonomy, id, sent);
        renameInProducts(taxonomy, before, after);
        return after;
    }

    private void renameInProducts(Taxonomy taxonomy, ObjectNode before, @Nullable ObjectNode after) {
        if (taxonomy.kind() == TermKind.OPTIONS) {
            renaming.renamed(taxonomy.attribute(), before, after); // without the lock: products are locked before terms
        }
    }

    private synchronized ObjectNode changed(Taxonomy taxonomy, long id, ObjectNode sent) {
        ObjectNode before = byId(taxonomy, id).orElseThrow(RestError::invalidTerm);
        ObjectNode term = before.deepCopy();
        if (sent.has("name")) {
            term.put("name", Texts.escaped(Texts.line(Php.text(sent.get("name")))));
        }
        String slug = Texts.slug(Php.text(sent.get("slug")));
        if (!slug.isEmpty()) {
            term.put("slug", of(taxonomy).freeSlug(slug, id));
        }
        return store(
                taxonomy,
                term,
                sent,
                parent(taxonomy, sent, before.path("parent").asLong()));
    }

    /** @return the term as it was before */
    public ObjectNode delete(Taxonomy taxonomy, long id) {
        ObjectNode before = removed(taxonomy, id);
        renameInProducts(taxonomy, before, null);
        return before;
    }

    private synchronized ObjectNode removed(Taxonomy taxonomy, long id) {
        ObjectNode before = byId(taxonomy, id).orElseThrow(RestError::invalidTerm);
        of(taxonomy).lose(id);
        changes.append(taxonomy.line().put("op", "term-remove").put("id", id));
        return before;
    }

    /** Drops the options of a deleted attribute. */
    void drop(Taxonomy taxonomy) {
        all(taxonomy).forEach(term -> delete(taxonomy, term.path("id").asLong()));
    }

    public synchronized List<ObjectNode> all(Taxonomy taxonomy) {
        return of(taxonomy).all();
    }

    public synchronized Optional<ObjectNode> byId(Taxonomy taxonomy, long id) {
        return of(taxonomy).byId(id);
    }

    /** By name, without letter case, or by slug. */
    public synchronized Optional<ObjectNode> named(Taxonomy taxonomy, String nameOrSlug) {
        TermTable table = of(taxonomy);
        return table.byEqualName(Texts.escaped(nameOrSlug), sight::sees)
                .or(() -> table.bySlug(Texts.slug(nameOrSlug), sight::sees));
    }

    /** The term of this name; a new one if there is none. */
    ObjectNode wanted(Taxonomy taxonomy, String name) {
        ObjectNode term;
        synchronized (this) {
            Optional<ObjectNode> known = named(taxonomy, name);
            if (known.isPresent()) {
                return known.get();
            }
            term = made(taxonomy, Json.object().put("name", name));
        }
        renameInVariations(taxonomy, term);
        return term;
    }

    /** Puts a line of the journal into effect again. */
    public void replay(ObjectNode line) {
        Taxonomy taxonomy = new Taxonomy(
                TermKind.valueOf(line.path("kind").asText()),
                line.path("attribute").asLong());
        if (line.path("op").asText().equals("term")) {
            restore(taxonomy, (ObjectNode) line.path("term"));
        } else {
            of(taxonomy).lose(line.path("id").asLong());
        }
    }

    /** Everything as journal lines. */
    public synchronized List<ObjectNode> state() {
        List<ObjectNode> lines = new ArrayList<>();
        tables.forEach((taxonomy, table) -> table.all().forEach(term -> lines.add(taxonomy.line(term))));
        return lines;
    }

    /** Makes a stored term known again. */
    public synchronized void restore(Taxonomy taxonomy, ObjectNode term) {
        of(taxonomy).put(term);
        lastId = Math.max(lastId, term.path("id").asLong());
    }

    private long parent(Taxonomy taxonomy, ObjectNode sent, long otherwise) {
        if (!taxonomy.kind().isTree() || !sent.has("parent")) {
            return otherwise;
        }
        long parent = Php.whole(sent.get("parent"));
        if (parent != 0 && byId(taxonomy, parent).isEmpty()) {
            throw new RestError(400, "missing_parent", "Parent term does not exist.");
        }
        return parent;
    }

    private ObjectNode store(Taxonomy taxonomy, ObjectNode term, ObjectNode sent, long parent) {
        if (parent != 0 || term.has("parent")) {
            term.put("parent", parent);
        }
        if (sent.has("description")) {
            term.put("description", Texts.termDescription(Php.text(sent.get("description"))));
        }
        if (sent.has("menu_order")) {
            term.put("menu_order", Php.whole(sent.get("menu_order")));
        }
        if (sent.has("display")) {
            term.put("display", Php.text(sent.get("display")));
        }
        if (sent.has("image")) {
            term.set("image", sent.get("image"));
        }
        restore(taxonomy, term);
        changes.append(taxonomy.line(term));
        return term;
    }

    private synchronized TermTable of(Taxonomy taxonomy) {
        return tables.computeIfAbsent(taxonomy, key -> new TermTable());
    }
}
