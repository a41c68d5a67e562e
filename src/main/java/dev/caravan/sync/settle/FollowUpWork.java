package dev.caravan.sync.settle;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.compose.Exchanges;
import dev.caravan.sync.compose.HeldValues;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.sync.mapping.VariableProducts;
import dev.caravan.woocommerce.StoreField;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Marks what the settlement of a product makes pending elsewhere: its images, its variations, its parent; and its
 * deletion.
 */
@Component
public class FollowUpWork {

    private final Sql sql;

    public FollowUpWork(Sql sql) {
        this.sql = sql;
    }

    /** Part of the settling transaction. @param settled rows that were still ours */
    void markPending(SettlementContext context, List<Settlement> settled, Instant now) {
        // If the store has created a variable product, or if it was found under another id, it has none of its
        // variations there.
        markVariantsPending(
                "sync/mark-variations-pending", context, settled, s -> isNewThere(s) || s.isOfItsTypeAgain(), now);
        // While a parent could not show its choices, the store dropped them from its variations without an error.
        markVariantsPending("sync/mark-options-pending", context, settled, FollowUpWork::showsItsChoicesAgain, now);
        markVariantsPending("sync/mark-doubted-options-pending", context, settled, FollowUpWork::showsItsChoices, now);
        // Variations that were moved to the trash with their parent are not restored with it.
        markVariantsPending(
                "sync/mark-restored-variations-pending", context, settled, Settlement::hasLeftTheTrash, now);
        markParentsPending(settled, now);
        checkTrashed(context, settled, now);
        markImagesPending(settled, now);
        repeatDeletionEvents(settled);
        requestValues(context, now);
        noteHolders(context, settled);
        markRefusedValuesPending(context, settled, now);
    }

    /** Other products have a SKU or GTIN in the store that one of these gets. */
    private void requestValues(SettlementContext context, Instant now) {
        List<Map.Entry<Long, String>> asked = HeldValues.givers(context.held().values()).entrySet().stream()
                .flatMap(giver -> giver.getValue().stream().map(field -> Map.entry(giver.getKey(), field)))
                .toList();
        if (!asked.isEmpty()) {
            var columns = new Columns<>(asked);
            sql.statement("sync/request-values")
                    .param("ids", columns.longs(Map.Entry::getKey))
                    .param("fields", columns.texts(Map.Entry::getValue))
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    /** Notes, for products that are dead-lettered because of a SKU or GTIN, which row has it. */
    private void noteHolders(SettlementContext context, List<Settlement> settled) {
        List<Long> refused = settled.stream()
                .filter(s -> s.result() == Settlement.Result.DEAD)
                .map(s -> s.plan().key())
                .filter(context.held()::containsKey)
                .toList();
        if (!refused.isEmpty()) {
            var columns = new Columns<>(refused);
            sql.statement("sync/note-value-holders")
                    .param("ids", columns.longs(id -> id))
                    .param(
                            "holders",
                            columns.longs(
                                    id -> Objects.requireNonNull(context.held().get(id))
                                            .holder()))
                    .update();
        }
    }

    /** A SKU or GTIN may be free now that was refused to others. */
    private void markRefusedValuesPending(SettlementContext context, List<Settlement> settled, Instant now) {
        Long[] freed = settled.stream()
                .filter(FollowUpWork::frees)
                .map(s -> s.plan().key())
                .toArray(Long[]::new);
        if (freed.length > 0) {
            sql.statement("sync/mark-refused-values-pending")
                    .param("connectionId", context.store().id())
                    .param("ids", freed)
                    .param("gone", settled.stream().anyMatch(s -> s.result() == Settlement.Result.UNLINKED))
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    /**
     * Whether the product is gone, or shows another SKU or GTIN than before; a value that it released only for a
     * moment does not count.
     */
    private static boolean frees(Settlement s) {
        ClaimedRow row = s.plan().row();
        if (row.isOfImages() || s.result() == Settlement.Result.UNLINKED) {
            return !row.isOfImages();
        }
        return s.exported()
                && row.wooProductId() != null
                && Exchanges.UNIQUE.stream()
                        .filter(field -> !row.givesUp().contains(field))
                        .anyMatch(field -> !Objects.equals(
                                row.shown().byField().get(field),
                                s.shown().byField().get(field)));
    }

    private void repeatDeletionEvents(List<Settlement> settled) {
        Long[] gone = settled.stream()
                .map(Settlement::plan)
                .filter(plan -> plan.action() == Plan.Action.NOTHING
                        && plan.document().isEmpty()
                        && !plan.row().isOfImages())
                .map(Plan::key)
                .toArray(Long[]::new);
        if (gone.length > 0) {
            sql.statement("sync/repeat-deletion-events").param("ids", gone).update();
        }
    }

    private void markVariantsPending(
            String statement,
            SettlementContext context,
            List<Settlement> settled,
            Predicate<Settlement> when,
            Instant now) {
        Long[] parents = settled.stream()
                .filter(s -> VariableProducts.isVariable(s.plan().document()) && when.test(s))
                .map(s -> s.plan().row().productId())
                .toArray(Long[]::new);
        if (parents.length > 0) {
            sql.statement(statement)
                    .param("connectionId", context.store().id())
                    .param("productIds", parents)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    /**
     * If a variation is gone, its parent may be gone as well, which only a write to it shows; a variation without its
     * choice needs its parent sent again.
     */
    private void markParentsPending(List<Settlement> settled, Instant now) {
        Long[] variants = settled.stream()
                .filter(s -> s.plan().row().isVariant() && (s.isLostByTheStore() || s.hasLostItsChoice()))
                .map(s -> s.plan().key())
                .toArray(Long[]::new);
        if (variants.length > 0) {
            sql.statement("sync/mark-parents-pending")
                    .param("ids", variants)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    /**
     * If a variation is in the trash, its parent may be there as well; the same holds for images and their product.
     * An update with one more field shows it.
     */
    private void checkTrashed(SettlementContext context, List<Settlement> settled, Instant now) {
        Long[] products = settled.stream()
                .filter(Settlement::isFoundInTrash)
                .map(s -> s.plan().row())
                .filter(row -> row.isOfImages() || row.isVariant())
                .map(row -> row.isOfImages() ? row.productId() : row.parentProductId())
                .distinct()
                .toArray(Long[]::new);
        if (products.length > 0) {
            sql.statement("sync/mark-trash-check-pending")
                    .param("connectionId", context.store().id())
                    .param("productIds", products)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    private void markImagesPending(List<Settlement> settled, Instant now) {
        List<Settlement> owing = settled.stream()
                .filter(s -> s.result() == Settlement.Result.SYNCED
                        || s.result() == Settlement.Result.DEAD && s.plan().leftOut() != null)
                .filter(s -> s.wooProductId() != null)
                .filter(s -> !s.plan().row().isOfImages() && (s.plan().handsOverImages() || isNewThere(s)))
                .toList();
        if (!owing.isEmpty()) {
            var columns = new Columns<>(owing);
            var forgetting = new Columns<>(
                    owing.stream().filter(FollowUpWork::forgetsImages).toList());
            sql.statement("sync/mark-images-pending")
                    .param("ids", columns.longs(s -> s.plan().key()))
                    .param(
                            "hasImages",
                            columns.booleans(s ->
                                    !ProductImages.assets(s.plan().document()).isEmpty()))
                    .param("certain", columns.booleans(s -> s.plan().hasImagesToSend() || isNewThere(s)))
                    .param("hashes", columns.texts(s -> s.shown().byField().get(StoreField.IMAGES)))
                    .param("freshIds", forgetting.longs(s -> s.plan().key()))
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    /**
     * Whether the images are to be sent again: the store lost them with the product, or an export requests them. They
     * are sent by id, so nothing is downloaded.
     */
    private static boolean forgetsImages(Settlement s) {
        return isNewThere(s) || s.plan().row().only().contains(StoreField.IMAGES);
    }

    /** Whether the store has created it, or it was found there under another id than before. */
    private static boolean isNewThere(Settlement s) {
        return s.wooProductId() != null
                && !s.wooProductId().equals(s.plan().row().wooProductId());
    }

    private static boolean showsItsChoicesAgain(Settlement s) {
        return s.exported()
                && s.plan().row().hadError()
                && s.plan().change().fields().containsKey(StoreField.ATTRIBUTES);
    }

    /** Whether the store is known to vary as its document says: it was sent the attributes, now or before. */
    private static boolean showsItsChoices(Settlement s) {
        return (s.result() == Settlement.Result.SYNCED || s.exported())
                && s.shown().shows(s.plan().document(), StoreField.ATTRIBUTES);
    }
}
