package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The products of the store and the rules between them. One write at a time; every applied one goes to the journal as
 * {@code {op: put, product}} or {@code {op: remove, id}}.
 */
final class Catalogue {

    private static final int LONGEST_CHECKED_SKU = 100;
    private static final Set<String> WITHOUT_SLUG = Set.of("draft", "pending", "auto-draft");
    private static final long FIRST_ID = 10;

    private final ProductTable table = new ProductTable();
    private final AtomicLong lastId = new AtomicLong(FIRST_ID - 1);
    private final AtomicLong lastMetaId = new AtomicLong();
    private final MetaData metaData = new MetaData(lastMetaId::incrementAndGet);
    private final Media media;
    private final Terms terms;
    private final ProductFields fields;
    private volatile ChangeLog changes = line -> {};
    private final Clock clock;

    Catalogue(String url, Clock clock) {
        this.clock = clock;
        this.media = new Media(url, lastId::incrementAndGet);
        this.terms = new Terms(line -> changes.append(line));
        this.fields = new ProductFields(terms, media, metaData);
    }

    /** Changes before this are not recorded: those that are read back. */
    void recordTo(ChangeLog log) {
        changes = log;
    }

    ProductTable table() {
        return table;
    }

    Terms terms() {
        return terms;
    }

    /** @param ownId whether an id among the fields is used instead of refused */
    synchronized ObjectNode create(ObjectNode sent, boolean ownId) {
        long id = Php.whole(sent.get("id"));
        if (id != 0 && (!ownId || table.byId(id).isPresent())) {
            throw new RestError(400, "woocommerce_rest_product_exists", "Cannot create existing product.");
        }
        ObjectNode product = ProductShape.fresh();
        Instant now = clock.instant();
        product.put("date_created", Dates.text(now));
        sku(product, sent, true);
        fields.apply(product, sent, true, now);
        if (id == 0) {
            id = lastId.incrementAndGet();
        } else {
            long taken = id;
            lastId.updateAndGet(last -> Math.max(last, taken));
        }
        product.put("id", id);
        if (sent.has("status")) {
            product.put("status", Choices.orDefault("status", Php.text(sent.get("status"))));
        }
        return store(product, sent, now);
    }

    synchronized ObjectNode update(long id, ObjectNode sent) {
        ObjectNode before = table.byId(id).orElseThrow(() -> RestError.invalidId(400));
        ObjectNode product = before.deepCopy();
        Instant now = clock.instant();
        sku(product, sent, false);
        fields.apply(product, sent, false, now);
        if (sent.has("status")) {
            String status = Choices.orDefault("status", Php.text(sent.get("status")));
            if (Trash.holds(product) && !status.equals("trash")) {
                Trash.leave(product);
            } else if (!Trash.holds(product) && status.equals("trash")) {
                Trash.enter(product, metaData, now);
            }
            product.put("status", status);
        }
        return store(product, sent, now);
    }

    /** @return the product as it was before */
    synchronized ObjectNode trash(long id) {
        ObjectNode before = table.byId(id).orElseThrow(() -> RestError.invalidId(404));
        if (Trash.holds(before)) {
            throw new RestError(410, "woocommerce_rest_already_trashed", "The product has already been deleted.");
        }
        ObjectNode product = before.deepCopy();
        Instant now = clock.instant();
        Trash.enter(product, metaData, now);
        store(product, Json.object(), now);
        return before;
    }

    /** For good. @return the product as it was before */
    synchronized ObjectNode delete(long id) {
        ObjectNode before = table.byId(id).orElseThrow(() -> RestError.invalidId(404));
        table.remove(id);
        changes.append(Json.object().put("op", "remove").put("id", id));
        return before;
    }

    /** Puts a line of the journal into effect again. */
    void replay(ObjectNode line) {
        switch (line.path("op").asText()) {
            case "put" -> restore((ObjectNode) line.path("product"));
            case "remove" -> table.remove(line.path("id").asLong());
            case "term" -> terms.restore(TermKind.valueOf(line.path("kind").asText()), (ObjectNode) line.path("term"));
            case "ids" -> {
                lastId.accumulateAndGet(line.path("last").asLong(), Math::max);
                lastMetaId.accumulateAndGet(line.path("lastMeta").asLong(), Math::max);
            }
            default -> throw new IllegalArgumentException("unknown line in the journal: " + line);
        }
    }

    /** Everything as journal lines, oldest change first. */
    Stream<ObjectNode> state() {
        ObjectNode ids =
                Json.object().put("op", "ids").put("last", lastId.get()).put("lastMeta", lastMetaId.get());
        Stream<ObjectNode> filed = Stream.of(TermKind.values())
                .flatMap(kind -> terms.all(kind).stream().map(term -> Terms.line(kind, term)));
        return Stream.of(Stream.of(ids), filed, table.oldestChangeFirst().map(Catalogue::line))
                .flatMap(lines -> lines);
    }

    private void restore(ObjectNode product) {
        table.put(product);
        media.restore(product.path("images"));
        lastId.accumulateAndGet(product.path("id").asLong(), Math::max);
        product.path("images")
                .forEach(image -> lastId.accumulateAndGet(image.path("id").asLong(), Math::max));
        product.path("meta_data")
                .forEach(meta -> lastMetaId.accumulateAndGet(meta.path("id").asLong(), Math::max));
    }

    private void sku(ObjectNode product, ObjectNode sent, boolean created) {
        if (!sent.has("sku")) {
            return;
        }
        String sku = Texts.line(Php.text(sent.get("sku")));
        long id = product.path("id").asLong();
        if (!sku.isEmpty() && sku.length() <= LONGEST_CHECKED_SKU) {
            List<ObjectNode> holders = table.bySku(sku).stream()
                    .filter(other -> created || other.path("id").asLong() != id)
                    .toList();
            if (!holders.isEmpty()) {
                ObjectNode holder = holders.get(0);
                throw created && Trash.holds(holder)
                        ? RestError.heldSku(sku)
                        : RestError.invalidSku(holder.path("id").asLong(), uniqueSku(sku));
            }
        }
        product.put("sku", sku);
    }

    private String uniqueSku(String sku) {
        int suffix = 1;
        while (!table.bySku(sku + "-" + suffix).isEmpty()) {
            suffix++;
        }
        return sku + "-" + suffix;
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
        changes.append(line(product));
        table.put(product);
        return product;
    }

    private static ObjectNode line(ObjectNode product) {
        ObjectNode line = Json.object().put("op", "put");
        line.set("product", product);
        return line;
    }
}
