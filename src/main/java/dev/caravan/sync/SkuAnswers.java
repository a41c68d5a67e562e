package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.store.Store;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.Plan.Refusal;
import dev.caravan.woocommerce.CaravanMark;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.SkuLookup.Found;
import dev.caravan.woocommerce.Skus;
import dev.caravan.woocommerce.StoredText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes on with rows whose SKU was looked for in the store: makes the product, takes what is there for it, or refuses. */
final class SkuAnswers {

    /** The store says that a SKU is taken; by a product in the trash it does not say which [product-create-sku-of-trashed]. */
    static final Set<String> TAKEN = Set.of("product_invalid_sku", "woocommerce_rest_product_not_created");

    /** Between a call's beginning and the note that it has failed, and for clocks that are read in whole seconds. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    /** A call without an answer may go on in the store for a while. */
    private static final Duration LONGEST_AFTER_IT = Duration.ofMinutes(2);

    private final Store store;
    private final Map<Long, Long> linked;
    private final Instant now;

    private SkuAnswers(Store store, Map<Long, Long> linked, Instant now) {
        this.store = store;
        this.linked = linked;
        this.now = now;
    }

    /**
     * @param askedSkus what the question was about; rows with other SKUs stay as they are
     * @param linked which of the store's products that were found are linked, and to which product of the catalogue
     */
    static Delivery apply(
            Delivery delivery,
            Action question,
            List<String> askedSkus,
            Map<String, Found> found,
            Map<Long, Long> linked,
            Instant now) {
        SkuAnswers answers = new SkuAnswers(delivery.store(), linked, now);
        List<String> keys = askedSkus.stream().map(Skus::key).toList();
        return delivery.with(delivery.plans().stream()
                .map(plan -> plan.action() == question && keys.contains(key(plan))
                        ? answers.go(plan, found.get(key(plan)))
                        : plan)
                .toList());
    }

    private static String key(Plan plan) {
        return Skus.key(String.valueOf(plan.sku()));
    }

    private Plan go(Plan plan, @Nullable Found found) {
        ClaimedRow row = plan.row();
        boolean ours = found != null && OurMark.of(store, row).equals(found.caravanKey());
        if (row.intent().removes()) {
            return Composer.removal(row, found != null && ours ? found.wooProductId() : null, true);
        }
        if (row.wooProductId() != null) {
            return backToSimple(plan, row.wooProductId(), found);
        }
        if (found == null) {
            boolean trash = plan.action() == Action.ASK && row.errorCode() != null && TAKEN.contains(row.errorCode());
            return Composer.plan(
                    row,
                    trash ? Action.ASK_TRASH : Action.CREATE,
                    plan.document(),
                    ProductImages.without(plan.document()),
                    null,
                    plan.sku(),
                    true);
        }
        Long other = linked.get(found.wooProductId());
        if (other != null && other != row.productId()) {
            // That product may be about to give it up, with a new SKU or as it is removed: so ask again before a person
            // does.
            return taken(plan, found, Action.WAIT, "that is linked to product " + other + " of the catalogue");
        }
        boolean half = isHalfOfOurs(plan, found);
        if (!ours && !half && !store.linkExisting()) {
            return taken(plan, found, Action.REFUSE, "that Caravan did not make");
        }
        if (!fits(row, found)) {
            return taken(
                    plan,
                    found,
                    Action.REFUSE,
                    row.isVariant() ? "that is no variation of this parent" : "that is a variation");
        }
        return adopt(half ? marked(plan) : plan, found);
    }

    /**
     * A create that died in the middle may leave a product with nothing but name and SKU, and so without our mark
     * [store-php-fatal-on-save-create]. It is ours if it was made, by the store's own clock, while our last create was under
     * way: what a create before that one left was found when this one was asked for.
     */
    private boolean isHalfOfOurs(Plan plan, Found found) {
        Instant asked = plan.row().createAskedAt();
        if (asked == null || found.caravanKey() != null || found.age() == null) {
            return false;
        }
        JsonNode name = plan.document().fields().get("name");
        boolean sameName =
                found.name().isEmpty() || (name != null && found.name().equals(StoredText.html(name.asText())));
        Duration afterwards = Duration.between(asked, now).minus(found.age());
        return sameName
                && afterwards.compareTo(LONGEST_CALL.negated()) >= 0
                && afterwards.compareTo(LONGEST_AFTER_IT) <= 0;
    }

    private Plan marked(Plan plan) {
        Map<String, JsonNode> fields = new LinkedHashMap<>(plan.document().fields());
        fields.put(
                "meta_data", JsonNodeFactory.instance.arrayNode().add(CaravanMark.meta(OurMark.of(store, plan.row()))));
        return new Plan(
                plan.row(),
                plan.action(),
                new Document(fields),
                plan.change(),
                plan.wooProductId(),
                plan.sku(),
                plan.asked(),
                plan.refusal());
    }

    private static boolean fits(ClaimedRow row, Found found) {
        return row.isVariant()
                ? found.isVariation() && row.wooParentId() != null && found.parentId() == row.wooParentId()
                : !found.isVariation();
    }

    /** Takes what the store has for the product; one in the trash comes back with its status. */
    private static Plan adopt(Plan plan, Found found) {
        Document document = plan.document();
        if (found.isVariable() && !VariableProducts.isVariable(document)) {
            if (found.variations() > 0) {
                return hasVariations(plan, found);
            }
            document = with(document, "type", "simple");
        }
        if (found.status().equals("trash") && !document.fields().containsKey("status")) {
            document = with(document, "status", "draft");
        }
        return Composer.update(
                plan.row(), found.wooProductId(), String.valueOf(plan.sku()), document, FieldHashes.none(), true);
    }

    /** A linked product that was variable in the store, and is simple in the catalogue; what it had before is gone. */
    private static Plan backToSimple(Plan plan, long wooProductId, @Nullable Found found) {
        Document document = plan.document();
        if (found != null && found.wooProductId() == wooProductId) {
            if (found.variations() > 0) {
                return hasVariations(plan, found);
            }
            document = with(document, "type", "simple");
        }
        return Composer.update(plan.row(), wooProductId, String.valueOf(plan.sku()), document, FieldHashes.none(), true)
                .without(plan.leftOut());
    }

    private static Plan hasVariations(Plan plan, Found found) {
        return Composer.refused(
                plan.row(),
                plan.sku(),
                "has_variations",
                "The store's product " + found.wooProductId() + " has " + found.variations()
                        + " variation(s), which would be deleted with it becoming simple: delete them in the store first,"
                        + " or make the product variable");
    }

    private static Plan taken(Plan plan, Found found, Action action, String whose) {
        String where = found.status().equals("trash") ? " in the trash" : "";
        Refusal refusal = new Refusal(
                "sku_taken",
                "The store has another product with SKU " + plan.sku() + " (id " + found.wooProductId() + where + ") "
                        + whose + "; change one of the two SKUs, or delete that product");
        return new Plan(plan.row(), action, plan.document(), new Document(Map.of()), null, plan.sku(), true, refusal);
    }

    private static Document with(Document document, String field, String value) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put(field, TextNode.valueOf(value));
        document.fields().forEach(fields::putIfAbsent);
        return new Document(fields);
    }
}
