package dev.caravan.sync.compose;

import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.ShownProduct;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the product at which a call with many products ended, by what the store shows. The store works through a batch
 * in order, so the products before the culprit are stored and those after it are not
 * [products-batch-fatal-in-the-middle]. One question replaces a dozen smaller and smaller calls. It is a guess: if it
 * was wrong, the others fail once more, and are halved.
 */
public final class PoisonFinder {

    private PoisonFinder() {}

    /**
     * The order of the rows in a call. It must be the same each time, or the products before the culprit could not be
     * recognised.
     */
    static final Comparator<Plan> ORDER = Comparator.comparingLong(Plan::key);

    /** Whether its result can be seen in the store: creates by SKU, updates by what the product shows. */
    public static boolean fits(Plan plan) {
        ClaimedRow row = plan.row();
        return (plan.action() == Action.UPDATE || plan.action() == Action.CREATE)
                && !row.isVariant()
                && !row.isOfImages();
    }

    /** Whether an update was in a failed call with others, and the culprit is unknown. */
    static boolean isDue(Plan plan) {
        return plan.action() == Action.UPDATE && plan.row().wooProductId() != null && failedWithOthers(plan);
    }

    private static boolean failedWithOthers(Plan plan) {
        Integer limit = plan.row().batchLimit();
        return fits(plan)
                && limit != null
                && limit > 1
                && ErrorCode.NO_CLEAR_ANSWER.equals(plan.row().errorCode());
    }

    public static List<Long> ids(Delivery delivery) {
        return looking(delivery).stream()
                .map(plan -> Objects.requireNonNull(plan.wooProductId()))
                .toList();
    }

    public static Set<String> fields(Delivery delivery) {
        Set<String> fields = new TreeSet<>();
        looking(delivery).forEach(plan -> fields.addAll(plan.change().fields().keySet()));
        return fields;
    }

    /**
     * After all SKUs were asked for: of creates that failed together, the first that the store does not have is sent
     * alone.
     */
    public static Delivery applyToCreates(Delivery delivery) {
        boolean open = delivery.plans().stream()
                .anyMatch(plan -> plan.action() == Action.ASK || plan.action() == Action.ASK_TRASH);
        Plan suspect = open || delivery.plans().size() < 2
                ? null
                : delivery.plans().stream()
                        .filter(plan -> plan.action() == Action.CREATE && failedWithOthers(plan))
                        .findFirst()
                        .orElse(null);
        return delivery.with(delivery.plans().stream()
                .map(plan -> plan.equals(suspect) ? plan.as(Action.ALONE) : plan)
                .toList());
    }

    /** All continue as planned, except the one that is to be sent alone. @param shown by the store's id */
    public static Delivery apply(Delivery delivery, Map<Long, ShownProduct> shown) {
        List<Plan> looking = looking(delivery);
        // creates come first in a batch: if it ended at one of them, no update was carried out
        boolean found = delivery.plans().stream().anyMatch(plan -> plan.action() == Action.ALONE);
        Plan suspect = found || looking.size() < 2
                ? null
                : looking.stream()
                        .filter(plan -> !shows(plan, shown))
                        .findFirst()
                        .orElse(null);
        List<Plan> plans = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            Action action = plan.equals(suspect) ? Action.ALONE : Action.UPDATE;
            plans.add(plan.action() == Action.LOOK ? plan.as(action) : plan);
        }
        return delivery.with(plans);
    }

    private static boolean shows(Plan plan, Map<Long, ShownProduct> shown) {
        ShownProduct product = shown.get(Objects.requireNonNull(plan.wooProductId()));
        return product != null && product.shows(plan.change());
    }

    private static List<Plan> looking(Delivery delivery) {
        return delivery.plans().stream()
                .filter(plan -> plan.action() == Action.LOOK)
                .toList();
    }
}
