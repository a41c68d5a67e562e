package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.ChangeLog;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sandbox.media.Media;
import dev.caravan.sandbox.php.Dates;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.Choices;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.term.Attributes;
import dev.caravan.sandbox.term.GlobalAttributes;
import dev.caravan.sandbox.term.Terms;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The products of the store and the rules between them. One write at a time; every applied one goes to the journal as
 * {@code {op: put, product}} or {@code {op: remove, id}}.
 */
public final class Catalogue {

    private static final Set<String> WITHOUT_SLUG = Set.of("draft", "pending", "auto-draft");

    private final ProductTable table = new ProductTable();
    private final Ids ids = new Ids();
    private final AtomicLong lastMetaId = new AtomicLong();
    private final MetaData metaData = new MetaData(lastMetaId::incrementAndGet);
    private final Media media;
    private final Terms terms;
    private final GlobalAttributes attributes;
    private final ProductFields fields;
    private final SkuRules skus = new SkuRules(table);
    private final Variations variations;
    private volatile ChangeLog changes = line -> {};
    private final Clock clock;

    public Catalogue(String url, SandboxFaults faults, Clock clock) {
        this.clock = clock;
        ChangeLog log = line -> changes.append(line);
        this.media = new Media(url, faults, ids::next);
        this.terms = new Terms(log);
        this.attributes = new GlobalAttributes(log, terms);
        terms.onRenaming(this::optionRenamed);
        this.fields = new ProductFields(terms, new Attributes(attributes, terms), media, metaData);
        this.variations = new Variations(table, skus, fields, ids, log, clock);
    }

    /** From now on; what is read back is not recorded. */
    public void recordTo(ChangeLog log) {
        changes = log;
    }

    public ProductTable table() {
        return table;
    }

    public Terms terms() {
        return terms;
    }

    public GlobalAttributes attributes() {
        return attributes;
    }

    public Media media() {
        return media;
    }

    /** A write of variations, one at a time with those of products. */
    public synchronized ObjectNode ofVariations(Function<Variations, ObjectNode> write) {
        return write.apply(variations);
    }

    /** @param ownId whether an id among the fields is used instead of refused */
    public synchronized ObjectNode create(ObjectNode sent, boolean ownId) {
        long id = Php.whole(sent.get("id"));
        if (id != 0 && (!ownId || table.byId(id).isPresent())) {
            throw new RestError(400, "woocommerce_rest_product_exists", "Cannot create existing product.");
        }
        ObjectNode product = ProductShape.fresh();
        Instant now = clock.instant();
        product.put("date_created", Dates.text(now));
        skus.apply(product, sent, true);
        fields.apply(product, sent, true, now);
        skus.checkGtin(product);
        product.put("id", ids.take(id));
        if (sent.has("status")) {
            product.put("status", Choices.orDefault("status", Php.text(sent.get("status"))));
        }
        return store(product, sent, now);
    }

    public synchronized ObjectNode update(long id, ObjectNode sent) {
        ObjectNode before = known(id, 400);
        ObjectNode product = before.deepCopy();
        Instant now = clock.instant();
        skus.apply(product, sent, false);
        fields.apply(product, sent, false, now);
        skus.checkGtin(product);
        if (sent.has("status")) {
            String status = Choices.orDefault("status", Php.text(sent.get("status")));
            if (Trash.holds(product) && !status.equals("trash")) {
                Trash.leave(product);
            } else if (!Trash.holds(product) && status.equals("trash")) {
                Trash.enter(product, metaData, now);
                variations.trashAll(id);
            }
            product.put("status", status);
        }
        Texts.writeAgain(before, product, sent);
        if (VariableParent.is(before) && !VariableParent.is(product)) {
            product.remove("default_attributes");
            variations.deleteAll(id); // for good, without a word (variable-to-simple)
        }
        return store(product, sent, now);
    }

    /** A type of a plugin, which the API does not take (type-unknown-subscription). */
    public synchronized void turnInto(long id, String type) {
        store(known(id, 404).deepCopy().put("type", type), Json.object(), clock.instant());
    }

    /** @return the product as it was before */
    synchronized ObjectNode trash(long id) {
        ObjectNode before = known(id, 404);
        if (Trash.holds(before)) {
            throw RestError.alreadyTrashed("product");
        }
        ObjectNode product = before.deepCopy();
        Instant now = clock.instant();
        variations.trashAll(id);
        Trash.enter(product, metaData, now);
        store(product, Json.object(), now);
        return before;
    }

    /** For good, with its variations. @return the product as it was before */
    public synchronized ObjectNode delete(long id) {
        ObjectNode before = known(id, 404);
        variations.deleteAll(id);
        table.remove(id);
        changes.append(Json.object().put("op", "remove").put("id", id));
        return before;
    }

    /** Nothing but the file: no product is saved with it, so their dates stay. */
    public synchronized void removeImage(long id) {
        media.forget(id);
        rewrite(product -> Media.without(product, id));
    }

    private synchronized void optionRenamed(long attribute, ObjectNode before, @Nullable ObjectNode after) {
        rewrite(product -> RenamedOptions.of(product, attribute, before, after));
    }

    private void rewrite(UnaryOperator<ObjectNode> change) {
        table.oldestChangeFirst().toList().forEach(product -> {
            ObjectNode changed = change.apply(product);
            if (!changed.equals(product)) {
                changes.append(ChangeLog.line(changed));
                table.put(changed);
            }
        });
    }

    /** Puts a line of the journal into effect again. */
    public void replay(ObjectNode line) {
        switch (line.path("op").asText()) {
            case "put" -> restore((ObjectNode) line.path("product"));
            case "remove" -> table.remove(line.path("id").asLong());
            case "term", "term-remove" -> {
                if (!attributes.restoredFromTerm(line)) {
                    terms.replay(line);
                }
            }
            case "attribute" -> attributes.restore((ObjectNode) line.path("attribute"));
            case "attribute-remove" -> attributes.forget(line.path("id").asLong());
            case "ids" -> {
                ids.used(line.path("last").asLong());
                lastMetaId.accumulateAndGet(line.path("lastMeta").asLong(), Math::max);
            }
            default -> throw new IllegalArgumentException("unknown line in the journal: " + line);
        }
    }

    /** Everything as journal lines, oldest change first. */
    public Stream<ObjectNode> state() {
        ObjectNode counters =
                Json.object().put("op", "ids").put("last", ids.last()).put("lastMeta", lastMetaId.get());
        return Stream.of(
                        Stream.of(counters),
                        attributes.all().stream().map(GlobalAttributes::line),
                        terms.state().stream(),
                        table.oldestChangeFirst().map(ChangeLog::line))
                .flatMap(lines -> lines);
    }

    private void restore(ObjectNode product) {
        table.put(product);
        ids.used(product.path("id").asLong());
        Stream.concat(Json.stream(product.path("images")), Stream.of(product.path("image")))
                .filter(JsonNode::isObject)
                .forEach(image -> {
                    media.restore((ObjectNode) image);
                    ids.used(image.path("id").asLong());
                });
        product.path("meta_data")
                .forEach(meta -> lastMetaId.accumulateAndGet(meta.path("id").asLong(), Math::max));
    }

    /** @param otherwise the status of the answer if there is no such product */
    private ObjectNode known(long id, int otherwise) {
        ObjectNode product = table.byId(id).orElseThrow(() -> RestError.invalidId(otherwise));
        if (ProductTable.isVariation(product)) {
            throw RestError.variationUnderProducts();
        }
        return product;
    }

    private ObjectNode store(ObjectNode product, ObjectNode sent, Instant now) {
        long id = product.path("id").asLong();
        String slug = Texts.slug(Php.text(sent.get("slug")));
        boolean published = !WITHOUT_SLUG.contains(product.path("status").asText());
        if (slug.isEmpty() && published && product.path("slug").asText().isEmpty()) {
            slug = Texts.slug(product.path("name").asText());
        }
        if (!slug.isEmpty()) {
            product.put("slug", table.freeSlug(slug, id));
        }
        product.put("date_modified", Dates.text(now));
        ProductShape.compact(product);
        changes.append(ChangeLog.line(product));
        table.put(product);
        return product;
    }
}
