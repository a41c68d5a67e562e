package dev.caravan.sync;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.store.Store;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.Plan.Refusal;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.SkuLookup;
import dev.caravan.woocommerce.Skus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides what each claimed row needs: documents → what changed → what to do. Reads all products in one statement. */
@Component
class Composer {

    private static final Logger log = LoggerFactory.getLogger(Composer.class);
    private static final Document NOTHING = new Document(Map.of());

    private final CatalogApi catalog;
    private final Mapping mapping;

    Composer(CatalogApi catalog, Mapping mapping) {
        this.catalog = catalog;
        this.mapping = mapping;
    }

    /** Plans a fresh claim. */
    Delivery compose(Delivery claimed) {
        List<Long> ids =
                claimed.plans().stream().map(plan -> plan.row().productId()).toList();
        Map<Long, Product> products = catalog.products(claimed.store().accountId(), ids);
        Mapping current = mapping.current(claimed.store());
        return claimed.with(claimed.plans().stream()
                .map(plan -> plan(plan.row(), products.get(plan.row().productId()), claimed.store(), current))
                .toList());
    }

    /** Goes on with the rows that asked, now that it is known what the store has under their SKUs. */
    Delivery answerQuestions(Delivery delivery, List<String> askedSkus, Map<String, SkuLookup.Found> found) {
        List<String> keys = askedSkus.stream().map(Skus::key).toList();
        return delivery.with(delivery.plans().stream()
                .map(plan -> plan.mustAsk() && keys.contains(Skus.key(String.valueOf(plan.sku())))
                        ? answered(plan, found.get(Skus.key(String.valueOf(plan.sku()))), delivery.store())
                        : plan)
                .toList());
    }

    private static Plan plan(ClaimedRow row, @Nullable Product product, Store store, Mapping mapping) {
        if (row.intent().removes()) {
            return removal(row, row.wooProductId(), false);
        }
        if (product == null || product.deletedAt() != null) {
            // Deleted since the row was marked; the event of that is on its way and says what becomes of the link.
            return plan(row, Action.NOTHING, NOTHING, NOTHING, row.wooProductId(), row.sku(), false);
        }
        if (product.type() != ProductType.SIMPLE) {
            return refused(
                    row,
                    product.sku(),
                    "unsupported_type",
                    "Only simple products can be sent; this one is of type "
                            + product.type().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (Skus.clean(product.sku()).isEmpty()) {
            return refused(
                    row,
                    product.sku(),
                    "unusable_sku",
                    "The store would keep nothing of the SKU " + product.sku() + ": it takes it for HTML; change it");
        }
        try {
            return upsert(row, product.sku(), mapping.document(product, store));
        } catch (CannotBeSentException e) {
            return refused(row, product.sku(), e.code(), e.reason());
        } catch (RuntimeException e) {
            log.error("Product {} cannot be composed for connection {}", row.productId(), store.id(), e);
            return refused(row, product.sku(), "cannot_compose", "The product could not be composed: " + e);
        }
    }

    private static Plan upsert(ClaimedRow claimed, String sku, Document document) {
        ClaimedRow row = claimed.about(document);
        if (row.wooProductId() != null) {
            return update(row, row.wooProductId(), sku, document, row.shown(), false);
        }
        Action action = row.lookFirst() ? Action.ASK : Action.CREATE;
        return plan(row, action, document, document, null, sku, false);
    }

    private static Plan update(
            ClaimedRow row, long wooProductId, String sku, Document document, FieldHashes shown, boolean asked) {
        Document delta = shown.missing(document, row.only());
        Action action = delta.isEmpty() ? Action.NOTHING : Action.UPDATE;
        return plan(row, action, document, delta, wooProductId, sku, asked);
    }

    private static Plan removal(ClaimedRow row, @Nullable Long wooProductId, boolean asked) {
        Action action;
        if (wooProductId == null) {
            boolean findable = row.sku() != null && !Skus.clean(row.sku()).isEmpty();
            action = row.lookFirst() && findable && !asked ? Action.ASK : Action.UNLINK;
        } else {
            action = Action.valueOf(row.intent().name());
        }
        return plan(row, action, NOTHING, NOTHING, wooProductId, row.sku(), asked);
    }

    private static Plan answered(Plan plan, SkuLookup.@Nullable Found found, Store store) {
        ClaimedRow row = plan.row();
        Long ours = found != null && OurMark.of(store, row).equals(found.caravanKey()) ? found.wooProductId() : null;
        if (row.intent().removes()) {
            return removal(row, ours, true);
        }
        if (found == null) {
            return plan(row, Action.CREATE, plan.document(), plan.document(), null, plan.sku(), true);
        }
        if (ours != null) {
            return update(row, ours, String.valueOf(plan.sku()), plan.document(), row.shown(), true);
        }
        return refused(
                row,
                plan.sku(),
                "sku_taken",
                "The store has another product with SKU " + plan.sku() + " (id " + found.wooProductId()
                        + ") that Caravan did not make; change one of the two SKUs, or delete that product");
    }

    static Plan refused(ClaimedRow row, @Nullable String sku, String code, String message) {
        return new Plan(
                row, Action.REFUSE, NOTHING, NOTHING, row.wooProductId(), sku, false, new Refusal(code, message));
    }

    private static Plan plan(
            ClaimedRow row,
            Action action,
            Document document,
            Document change,
            @Nullable Long wooProductId,
            @Nullable String sku,
            boolean asked) {
        return new Plan(row, action, document, change, wooProductId, sku, asked, null);
    }
}
