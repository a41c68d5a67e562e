package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.delivery;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.woocommerce.SkuLookup.Found;
import dev.caravan.woocommerce.Skus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that is asked by SKU, and the products of the catalogue to which its products belong. */
final class SkuAnswers {

    private final Map<Long, Long> linked = new HashMap<>();
    private final Set<Long> arriving = new HashSet<>();
    private boolean linksExistingProducts;

    /** A product of the store belongs to one of the catalogue. */
    void linked(long wooProductId, long productId) {
        linked.put(wooProductId, productId);
    }

    /** A product of the catalogue is pending, and has no id in the store yet. */
    void arriving(long productId) {
        arriving.add(productId);
    }

    void linksExistingProducts() {
        linksExistingProducts = true;
    }

    /** What becomes of a product once the store was asked for all of its SKUs, and shows these. */
    Plan decide(Plan plan, Found... found) {
        Delivery asking = new Delivery(
                linksExistingProducts ? Given.storeThatLinks() : Given.store(),
                delivery().token(),
                NOW,
                List.of(plan));
        return SkuMatchDecision.apply(asking.knowing(searchOf(plan, found)), new Holders(linked, arriving), NOW)
                .plans()
                .get(0);
    }

    static SkuSearch searchOf(Plan plan, Found... found) {
        Map<String, Found> bySku = new HashMap<>();
        for (Found one : found) {
            bySku.put(Skus.key(one.sku()), one);
        }
        return SkuSearch.NONE.with(plan.action(), SkuSearch.NONE.open(plan).toList(), bySku);
    }

    static Found found(long id, String sku, String type, @Nullable String mark) {
        return new Found(id, sku, "publish", type, 0, 0, mark);
    }
}
