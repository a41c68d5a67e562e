package dev.caravan.sync.compose;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.mapping.VariableProducts;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.SkuLookup.Found;
import dev.caravan.woocommerce.StoreField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whether a product of a store has the type of the catalogue's product. A store turns a product into another
 * type without an error, and erases the values of the old type: an address, grouped products, a price, variations
 * [type-*-to-*]. So a product of a type that Caravan does not create is left as it is, and one of the other type is
 * turned only if it is linked already.
 */
public final class StoreType {

    private static final String REFUSED_BY_EXTERNAL = "product_external_invalid_";
    private static final String REFUSED_AS_VARIATION = "woocommerce_rest_invalid_product_id";
    private static final String TYPE = "type";
    private static final Set<String> MADE = Set.of("simple", "variable");

    private StoreType() {}

    /**
     * Whether the store must be asked for the type first: the type is sent, a user has linked the product by hand, or
     * the type differed before.
     */
    static boolean mustAsk(Plan plan) {
        ClaimedRow row = plan.row();
        boolean linked = row.wooProductId() != null
                && !row.isVariant()
                && !row.isOfImages()
                && !row.intent().removes();
        return linked
                && !plan.asked()
                && (plan.change().fields().containsKey(TYPE)
                        || row.lookFirst()
                        || ErrorCode.TYPE_DIFFERS.equals(row.errorCode()));
    }

    /** The plan for a product of the right type. */
    public static Plan fine(Plan plan) {
        if (plan.action() != Action.ASK_TYPE) {
            return plan;
        }
        Plan update = plan.as(plan.change().isEmpty() ? Action.NOTHING : Action.UPDATE);
        return PoisonFinder.isDue(update) ? update.as(Action.LOOK) : update;
    }

    public static List<Long> ids(Delivery delivery) {
        return delivery.plans().stream()
                .filter(plan -> plan.action() == Action.ASK_TYPE)
                .map(plan -> Objects.requireNonNull(plan.wooProductId()))
                .toList();
    }

    /** The fields that the store is asked for. */
    public static Set<String> fields(Delivery delivery) {
        boolean choices = delivery.plans().stream()
                .anyMatch(plan -> plan.action() == Action.ASK_TYPE && ShopsChoices.mustAsk(plan));
        return choices ? Set.of(TYPE, StoreField.ATTRIBUTES, "meta_data") : Set.of(TYPE); // meta data has our mark
    }

    /**
     * Decides about the products that were asked for. @param shown by the store's id; products that it does not have
     * are absent
     */
    public static Delivery apply(Delivery delivery, Map<Long, ShownProduct> shown) {
        return delivery.with(delivery.plans().stream()
                .map(plan -> plan.action() == Action.ASK_TYPE ? apply(plan, shown, delivery.store()) : plan)
                .toList());
    }

    private static Plan apply(Plan plan, Map<Long, ShownProduct> shown, Store store) {
        ShownProduct product = shown.get(Objects.requireNonNull(plan.wooProductId()));
        String type = product == null ? "" : product.type();
        boolean turns = !plan.row().lookFirst() && plan.change().fields().containsKey(TYPE);
        return isOther(type, plan.document()) && !(turns && MADE.contains(type))
                ? refused(plan, differing(plan, type))
                : fine(ShopsChoices.keep(plan, product, store));
    }

    /** A wrong type by an update's answer. */
    public static Optional<Refusal> in(Plan plan, ItemOutcome.Done done) {
        boolean told = plan.action() == Action.UPDATE
                && !plan.row().isVariant()
                && !plan.row().isOfImages();
        String type = done.product().type();
        if (!told || !isOther(type, plan.document())) {
            return Optional.empty();
        }
        Refusal before = plan.leftOut();
        return Optional.of(new Refusal(
                ErrorCode.TYPE_DIFFERS,
                differing(plan, type) + ". What was sent may not count there"
                        + (before == null ? "" : "; " + before.message())));
    }

    /** A wrong type by a refusal: an external product takes no stock, and a variation is written at another address. */
    public static Optional<Refusal> in(Plan plan, ItemOutcome.Refused refused) {
        boolean isExternal = refused.code().startsWith(REFUSED_BY_EXTERNAL);
        boolean isVariation = !plan.row().isVariant() && refused.code().equals(REFUSED_AS_VARIATION);
        if (plan.action() != Action.UPDATE || plan.row().isOfImages() || !isExternal && !isVariation) {
            return Optional.empty();
        }
        String message = isExternal
                ? differing(plan, "external")
                : "The store's product " + plan.wooProductId()
                        + " is a variation of another one there, and none in the catalogue: unlink it, and link the right one";
        return Optional.of(new Refusal(ErrorCode.TYPE_DIFFERS, message));
    }

    /**
     * Why a product that was found by its SKU is not adopted. @param ours whether Caravan has created it for this
     * product
     */
    static Optional<Plan> refused(Plan plan, Found found, boolean ours) {
        boolean kept = ours && MADE.contains(found.type());
        if (found.isVariation() || kept || !isOther(found.type(), plan.document())) {
            return Optional.empty();
        }
        String product = "The store's product " + found.wooProductId() + " with SKU " + found.sku();
        return Optional.of(
                refused(plan, product + differing(found.type(), plan.document()) + ", or change one of the two SKUs"));
    }

    private static Plan refused(Plan plan, String message) {
        return Plan.refused(plan.row(), plan.sku(), ErrorCode.TYPE_DIFFERS, message);
    }

    /** The message for a linked product. */
    private static String differing(Plan plan, String type) {
        boolean turnable = type.equals("simple") && !plan.row().lookFirst();
        return "The store's product " + plan.wooProductId() + differing(type, plan.document())
                + (turnable ? ", or export the product with all fields, which makes it variable there" : "")
                + ", or unlink it";
    }

    private static String differing(String type, Document document) {
        String wanted = wanted(document);
        return MADE.contains(type)
                ? " is " + type + " there, and " + wanted
                        + " in the catalogue; Caravan does not turn it into another type: make it " + wanted
                        + " in the store, or " + type + " in the catalogue"
                : " is of type " + type
                        + ", which Caravan does not make and does not turn into another: change its type to " + wanted
                        + " in the store";
    }

    private static boolean isOther(String type, Document document) {
        return !type.isEmpty() && !type.equals(wanted(document));
    }

    private static String wanted(Document document) {
        return VariableProducts.isVariable(document) ? "variable" : "simple";
    }
}
