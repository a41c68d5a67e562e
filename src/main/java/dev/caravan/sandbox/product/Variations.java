package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.ChangeLog;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Dates;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.PhpFatal;
import dev.caravan.sandbox.rest.Choices;
import dev.caravan.sandbox.rest.RestError;
import java.time.Clock;
import java.time.Instant;

/** Variations and the rules between them and their parents. Called under the lock of the {@link Catalogue}. */
public final class Variations {

    private final ProductTable table;
    private final SkuRules skus;
    private final ProductFields fields;
    private final Ids ids;
    private final ChangeLog changes;
    private final Clock clock;

    Variations(ProductTable table, SkuRules skus, ProductFields fields, Ids ids, ChangeLog changes, Clock clock) {
        this.table = table;
        this.skus = skus;
        this.fields = fields;
        this.ids = ids;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param ownId whether an id among the fields is used instead of refused */
    public ObjectNode create(long parentId, ObjectNode sent, boolean ownId) {
        long id = Php.whole(sent.get("id"));
        if (id != 0 && (!ownId || table.byId(id).isPresent())) {
            throw new RestError(
                    400, "woocommerce_rest_product_variation_exists", "Cannot create existing product variation.");
        }
        ObjectNode parent = table.product(parentId)
                .orElseThrow(() -> new PhpFatal("Uncaught Error: Call to a member function get_parent_id() on null"));
        ObjectNode variation = VariationShape.fresh().put("parent_id", parentId);
        Instant now = clock.instant();
        variation.put("date_created", Dates.text(now));
        skus.apply(variation, sent, true);
        fields.applyToVariation(variation, parent, sent, now);
        skus.checkGtin(variation);
        variation.put("id", ids.take(id));
        if (sent.has("status")) {
            variation.put("status", Choices.orDefault("status", Php.text(sent.get("status"))));
        }
        return store(variation, now);
    }

    public ObjectNode update(long parentId, long id, ObjectNode sent) {
        ObjectNode parent = table.product(parentId).orElseThrow(RestError::invalidVariationId);
        ObjectNode variation = known(parentId, id).deepCopy();
        Instant now = clock.instant();
        skus.apply(variation, sent, false);
        fields.applyToVariation(variation, parent, sent, now);
        skus.checkGtin(variation);
        if (sent.has("status")) {
            variation.put("status", Choices.orDefault("status", Php.text(sent.get("status"))));
        }
        return store(variation, now);
    }

    /** @return the variation as it was before */
    public ObjectNode trash(long parentId, long id) {
        ObjectNode before = known(parentId, id);
        if (Trash.holds(before)) {
            throw RestError.alreadyTrashed("product_variation");
        }
        trash(before);
        return before;
    }

    /** For good. @return the variation as it was before */
    public ObjectNode delete(long parentId, long id) {
        ObjectNode before = known(parentId, id);
        remove(before);
        table.changed(parentId, Dates.text(clock.instant()));
        return before;
    }

    /** They go into the trash with their parent. */
    void trashAll(long parentId) {
        table.variations(parentId).stream()
                .filter(variation -> !Trash.holds(variation))
                .forEach(this::trash);
    }

    /** They do not outlive a parent that is deleted or no longer variable. */
    void deleteAll(long parentId) {
        table.variations(parentId).forEach(this::remove);
    }

    private ObjectNode known(long parentId, long id) {
        return table.variation(parentId, id).orElseThrow(RestError::invalidVariationId);
    }

    private void trash(ObjectNode before) {
        ObjectNode variation = before.deepCopy();
        Instant now = clock.instant();
        String slug = table.product(before.path("parent_id").asLong())
                .map(parent -> VariationShape.slug(before, parent))
                .orElse("");
        Trash.enter(variation.put("slug", slug), fields.metaData(), now);
        variation.remove("slug");
        store(variation, now);
    }

    private void remove(ObjectNode variation) {
        long id = variation.path("id").asLong();
        table.remove(id);
        changes.append(Json.object().put("op", "remove").put("id", id));
    }

    private ObjectNode store(ObjectNode variation, Instant now) {
        variation.put("date_modified", Dates.text(now));
        VariationShape.compact(variation);
        changes.append(ChangeLog.line(variation));
        table.put(variation);
        return variation;
    }
}
