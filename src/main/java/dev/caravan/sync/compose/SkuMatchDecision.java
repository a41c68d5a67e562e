package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.batch.Removal;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.sync.mapping.UnsentChoices;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SkuLookup.Found;
import dev.caravan.woocommerce.StoredText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Decides about rows whose SKU was searched for in the store: create the product, adopt the store's, or refuse. */
public final class SkuMatchDecision {

    /**
     * The longest time between a call's beginning and the note of its failure, with a margin for clocks of whole
     * seconds.
     */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    /** How long a call without an answer may still run in the store. */
    private static final Duration LONGEST_AFTER_IT = Duration.ofMinutes(2);

    private final Store store;
    private final SkuSearch search;
    private final Holders holders;
    private final Instant now;

    private SkuMatchDecision(Store store, SkuSearch search, Holders holders, Instant now) {
        this.store = store;
        this.search = search;
        this.holders = holders;
        this.now = now;
    }

    /**
     * Decides about the rows for which all SKUs were asked; the others stay as they are.
     *
     * @param holders the owners of the found products
     */
    public static Delivery apply(Delivery delivery, Holders holders, Instant now) {
        SkuMatchDecision answers = new SkuMatchDecision(delivery.store(), delivery.search(), holders, now);
        return delivery.with(delivery.plans().stream()
                .map(plan -> delivery.search().answers(plan) ? answers.go(plan) : plan)
                .toList());
    }

    private Plan go(Plan plan) {
        ClaimedRow row = plan.row();
        Found ours = search.all(plan).stream()
                .filter(found -> isFree(row, found))
                .filter(found -> OurMark.of(store, row).equals(found.caravanKey()))
                .findFirst()
                .orElse(null);
        if (row.intent().removes()) {
            return Removal.plan(row, ours == null ? null : ours.wooProductId(), true);
        }
        Found current = search.current(plan);
        if (row.wooProductId() != null) {
            return Adoption.backToSimple(plan, row.wooProductId(), search.all(plan));
        }
        if (ours != null) {
            return take(plan, ours, true);
        }
        Found half = search.all(plan).stream()
                .filter(found -> isFree(row, found) && isHalfOfOurs(plan, found))
                .findFirst()
                .orElse(null);
        if (half != null) {
            return take(marked(plan), half, true);
        }
        return current == null ? create(plan) : takeCurrent(plan, current);
    }

    private static Plan create(Plan plan) {
        ClaimedRow row = plan.row();
        boolean trash =
                plan.action() == Action.ASK && row.errorCode() != null && ErrorCode.SKU_TAKEN.contains(row.errorCode());
        return UnsentChoices.checked(Plan.of(
                row,
                trash ? Action.ASK_TRASH : Action.CREATE,
                plan.document(),
                ProductImages.without(plan.document()),
                null,
                plan.sku(),
                true));
    }

    /** The store has a product with this SKU that was not created for it. */
    private Plan takeCurrent(Plan plan, Found found) {
        ClaimedRow row = plan.row();
        if (!isFree(row, found)) {
            // That product may be about to release it, by a new SKU or by its removal, so this is tried again before it
            // becomes an error.
            return taken(
                    plan,
                    found,
                    Action.WAIT,
                    "that is linked to product " + holders.linked().get(found.wooProductId()) + " of the catalogue");
        }
        Optional<Long> madeFor = OurMark.product(store, found.caravanKey());
        if (madeFor.filter(holders.arriving()::contains).isPresent()) {
            return waits(plan, madeFor.get());
        }
        if (!store.linkExisting()) {
            return taken(
                    plan,
                    found,
                    Action.REFUSE,
                    madeFor.map(product -> "that Caravan made for product " + product)
                            .orElse("that Caravan did not make"));
        }
        return take(madeFor.isPresent() ? marked(plan) : plan, found, false);
    }

    private Plan take(Plan plan, Found found, boolean ours) {
        return Adoption.fits(plan.row(), found)
                ? Adoption.adopt(plan, found, ours)
                : taken(
                        plan,
                        found,
                        Action.REFUSE,
                        plan.row().isVariant() ? "that is no variation of this parent" : "that is a variation");
    }

    /** Whether it is not linked to another product of the catalogue. */
    private boolean isFree(ClaimedRow row, Found found) {
        Long linked = holders.linked().get(found.wooProductId());
        return linked == null || linked == row.productId();
    }

    /**
     * It was created for a product that had this SKU before, by a create without an answer: that product adopts it
     * first.
     */
    private static Plan waits(Plan plan, long product) {
        Refusal refusal = new Refusal(
                ErrorCode.WAITS_FOR_PRODUCT,
                "The store has SKU " + plan.sku() + " at what it made for product " + product
                        + " of the catalogue, which takes it first");
        return new Plan(
                plan.row(), Action.WAIT, plan.document(), new Document(Map.of()), null, plan.sku(), true, refusal);
    }

    /**
     * A create that failed in the middle may leave a product with only name and SKU, and so without our mark
     * [store-php-fatal-on-save-create]. It is ours if it was created, by the store's own clock, while our last create
     * was under way. A product that an earlier create left was found before this create was sent.
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
        return new Plan(
                plan.row(),
                plan.action(),
                plan.document().marked(OurMark.of(store, plan.row())),
                plan.change(),
                plan.wooProductId(),
                plan.sku(),
                plan.asked(),
                plan.refusal());
    }

    private static Plan taken(Plan plan, Found found, Action action, String whose) {
        String where = found.status().equals("trash") ? " in the trash" : "";
        Refusal refusal = new Refusal(
                "sku_taken",
                "The store has another product with SKU " + found.sku() + " (id " + found.wooProductId() + where + ") "
                        + whose + "; change one of the two SKUs, or delete that product",
                action == Action.WAIT ? found.wooProductId() : null);
        return new Plan(plan.row(), action, plan.document(), new Document(Map.of()), null, plan.sku(), true, refusal);
    }
}
