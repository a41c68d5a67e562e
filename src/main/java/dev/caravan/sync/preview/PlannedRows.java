package dev.caravan.sync.preview;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.compose.Composer;
import dev.caravan.sync.compose.StoreType;
import dev.caravan.sync.ledger.Terms;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.sync.mapping.UnsentChoices;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Plans rows as a delivery would, as far as that goes without asking the store. */
@Component
public class PlannedRows {

    private final PreviewRows rows;
    private final Composer composer;
    private final Terms terms;
    private final Clock clock;

    PlannedRows(PreviewRows rows, Composer composer, Terms terms, Clock clock) {
        this.rows = rows;
        this.composer = composer;
        this.terms = terms;
        this.clock = clock;
    }

    /** One plan a row, in the order of a delivery. A question to the store counts as answered with what is expected. */
    public List<Plan> of(Store store, List<ClaimedRow> claimed) {
        Delivery delivery = new Delivery(
                store,
                new UUID(0, 0),
                clock.instant(),
                claimed.stream().map(Plan::claimed).toList());
        return terms.asFarAsKnown(composer.compose(delivery).plans(), store).stream()
                .map(PlannedRows::answered)
                .toList();
    }

    /** What the products of a store would get now, those that are gone left out. */
    public Tally tally(Store store, List<Long> productIds) {
        List<ClaimedRow> there = List.copyOf(
                rows.there(store.accountId(), store.id(), productIds).values());
        return Tally.of(of(store, there));
    }

    private static Plan answered(Plan decided) {
        Plan plan = StoreType.fine(decided);
        if (plan.action() == Plan.Action.LOOK) {
            plan = plan.as(Plan.Action.UPDATE);
        }
        boolean created = plan.mustAsk()
                && plan.row().wooProductId() == null
                && !plan.row().intent().removes();
        return created
                ? UnsentChoices.checked(new Plan(
                        plan.row(),
                        Plan.Action.CREATE,
                        plan.document(),
                        ProductImages.without(plan.document()),
                        null,
                        plan.sku(),
                        true,
                        null))
                : plan;
    }
}
