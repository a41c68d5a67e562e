package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.batch.Removal;
import dev.caravan.sync.mapping.AttributeCheck;
import dev.caravan.sync.mapping.CannotBeSentException;
import dev.caravan.sync.mapping.DocumentCheck;
import dev.caravan.sync.mapping.DocumentProblem;
import dev.caravan.sync.mapping.LeftOut;
import dev.caravan.sync.mapping.Mapping;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.sync.mapping.StockStatus;
import dev.caravan.sync.mapping.UnsentChoices;
import dev.caravan.sync.mapping.VariableProducts;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.Skus;
import dev.caravan.woocommerce.StoreField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Composes the document of each claimed row, and decides its action. Reads all products in one statement. */
@Component
public class Composer {

    private static final Logger log = LoggerFactory.getLogger(Composer.class);
    private static final Document NOTHING = new Document(Map.of());
    /**
     * The hash of this field is always kept, whatever the mapping selects: a variable product must not become simple by
     * accident.
     */
    private static final String TYPE = "type";

    private static final String VARIABLE = "variable";

    private final CatalogApi catalog;
    private final Mapping mapping;

    public Composer(CatalogApi catalog, Mapping mapping) {
        this.catalog = catalog;
        this.mapping = mapping;
    }

    /**
     * Composes the documents of a fresh claim. Rows that need no document are planned at once; the others are decided
     * ({@link #decide}) when the ids of their terms are known.
     */
    public Delivery compose(Delivery claimed) {
        return composeWith(claimed, null);
    }

    /** @param preview a mapping that is not saved; null: the one of the store, read after the products */
    public Delivery composeWith(Delivery claimed, @Nullable Mapping preview) {
        List<Long> ids = new ArrayList<>();
        for (Plan plan : claimed.plans()) {
            boolean removed = plan.row().intent().removes() && !RemovedTexts.mustBeRead(plan.row());
            if (removed || plan.row().recoveries().arePerilous()) {
                continue; // need not be read, or is not even read
            }
            ids.add(plan.row().productId());
            if (plan.row().parentProductId() != null) {
                ids.add(plan.row().parentProductId());
            }
        }
        Map<Long, Product> products = catalog.products(
                claimed.store().accountId(), ids.stream().distinct().toList());
        Mapping current = preview == null ? mapping.current(claimed.store()) : preview;
        Map<Long, String> alike = catalog.alikeVariants(
                claimed.store().accountId(),
                products.values().stream()
                        .filter(product -> product.type() == ProductType.VARIANT)
                        .map(Product::id)
                        .toList(),
                current.choices());
        return claimed.with(claimed.plans().stream()
                .sorted(PoisonFinder.ORDER)
                .map(plan -> plan(plan.row(), products, claimed.store(), current, alike))
                .toList());
    }

    private Plan plan(
            ClaimedRow row, Map<Long, Product> products, Store store, Mapping current, Map<Long, String> alike) {
        if (row.intent().removes()) {
            return RemovedTexts.sentAlong(
                    Removal.plan(row, row.wooProductId(), false), products.get(row.productId()), current, store);
        }
        if (row.recoveries().arePerilous()) {
            return Plan.refused(
                    row, row.sku(), "stops_caravan", row.recoveries().reason());
        }
        Product product = products.get(row.productId());
        Product parent = row.isVariant() ? products.get(row.parentProductId()) : null;
        if (WantedDocuments.isGone(product) || (row.isVariant() && WantedDocuments.isGone(parent))) {
            // Deleted since the row was marked. The event of the deletion decides about the link; it is pending, or is
            // written again (FollowUpWork).
            return Plan.of(row, Action.NOTHING, NOTHING, NOTHING, row.wooProductId(), row.sku(), false);
        }
        String sku = Objects.requireNonNull(product).sku();
        if (row.isVariant() && row.wooParentId() == null) {
            return Plan.refused(
                    row,
                    sku,
                    "parent_missing",
                    "The variable product " + row.parentProductId()
                            + " is not in the store, or not as a variable product, so its variants cannot be: see why that one"
                            + " failed, or export it");
        }
        if (Skus.clean(sku).isEmpty()) {
            return Plan.refused(
                    row,
                    sku,
                    "unusable_sku",
                    "The store would keep nothing of the SKU " + sku + ": it takes it for HTML; change it");
        }
        try {
            if (row.isOfImages()) {
                return images(row, product, store, current);
            }
            Document document = ProductImages.named(current.document(product, parent, store), product);
            List<DocumentProblem> problems = new ArrayList<>(current.problems(document, product));
            AttributeCheck.sibling(document, alike.get(product.id())).ifPresent(problems::add);
            CannotBeSentException refusal = problems.isEmpty() ? null : DocumentCheck.refusal(problems);
            if (refusal != null && row.wooProductId() == null) {
                throw refusal; // a product is created with all fields or not at all
            }
            document = LeftOut.of(problems, document);
            return Plan.composed(
                    row, document, sku, refusal == null ? null : new Refusal(refusal.code(), refusal.reason()));
        } catch (RuntimeException e) {
            return cannotBeComposed(row, sku, store, e);
        }
    }

    private static Plan cannotBeComposed(ClaimedRow row, @Nullable String sku, Store store, RuntimeException e) {
        if (e instanceof CannotBeSentException refusal) {
            return Plan.refused(row, sku, refusal.code(), refusal.reason());
        }
        log.error("Product {} cannot be composed for connection {}", row.productId(), store.id(), e);
        return Plan.refused(row, sku, "cannot_compose", "The product could not be composed: " + e);
    }

    /** Images are sent only while the mapping selects them. */
    private static Plan images(ClaimedRow row, Product product, Store store, Mapping current) {
        ArrayNode wanted = ProductImages.wanted(product);
        Document names = ProductImages.namesOf(wanted);
        boolean mapped = current.document(product, store).fields().containsKey(StoreField.IMAGES);
        boolean same = row.shown().missing(names).isEmpty();
        String unknown = mapped ? ProductImages.unknown(product) : null;
        if (unknown != null) {
            return Plan.refused(row, product.sku(), "image_type_unknown", unknown);
        }
        return row.wooProductId() == null || !mapped || same
                ? Plan.of(row, Action.NOTHING, NOTHING, NOTHING, row.wooProductId(), product.sku(), false)
                : Plan.of(
                        row,
                        row.lookFirst() ? Action.ASK_IMAGES : Action.UPDATE,
                        names,
                        ProductImages.document(wanted),
                        row.wooProductId(),
                        product.sku(),
                        false);
    }

    /** Decides the action for a product whose document is complete. @param document terms by id */
    public Plan decide(Plan composed, Document document, Store store) {
        try {
            return decided(composed, document, store).without(composed.leftOut());
        } catch (RuntimeException e) {
            return cannotBeComposed(composed.row(), composed.sku(), store, e);
        }
    }

    private static Plan decided(Plan composed, Document document, Store store) {
        ClaimedRow row = withoutUnmapped(composed.row(), document);
        if (row.wooProductId() == null) {
            Action action = row.lookFirst() || store.linkExisting() ? Action.ASK : Action.CREATE;
            return UnsentChoices.checked(
                    Plan.of(row, action, document, ProductImages.without(document), null, composed.sku(), false));
        }
        if (row.shown().shows(TYPE, VARIABLE) && !VariableProducts.isVariable(document) && !row.isVariant()) {
            // Its type becomes simple again, which deletes all variations in the store: so the store is asked which it
            // has.
            return Plan.of(
                    row,
                    Action.ASK,
                    document,
                    ProductImages.without(document),
                    row.wooProductId(),
                    composed.sku(),
                    false);
        }
        Plan update = LostChoice.leftOut(
                update(row, row.wooProductId(), String.valueOf(composed.sku()), document, row.shown(), false));
        return StoreType.mustAsk(update) || ShopsChoices.mustAsk(update) ? update.as(Action.ASK_TYPE) : update;
    }

    /** The same row without hashes of fields that the document leaves to the store, because they may change there. */
    private static ClaimedRow withoutUnmapped(ClaimedRow row, Document document) {
        Set<String> fields = new HashSet<>(document.lasting());
        fields.add(TYPE);
        if (StockStatus.isUnmanaged(document)) {
            fields.add(StoreField.STOCK_STATUS);
        }
        return row.showing(row.shown().only(fields));
    }

    static Plan update(
            ClaimedRow row, long wooProductId, String sku, Document mapped, FieldHashes shown, boolean asked) {
        Document document = StoreTrash.document(row, mapped);
        // the hash of the type is kept when the others are deleted; then the type is sent as well, because the shop may
        // have changed it
        FieldHashes known = shown.byField().keySet().equals(Set.of(TYPE)) ? FieldHashes.none() : shown;
        Document delta = StockStatus.following(
                document, ProductImages.without(known.missing(document, StoreTrash.only(row))), row.shown());
        Action action = delta.isEmpty() ? Action.NOTHING : Action.UPDATE;
        Plan update = Plan.of(row, action, document, delta, wooProductId, sku, asked);
        return PoisonFinder.isDue(update) ? update.as(Action.LOOK) : update;
    }
}
