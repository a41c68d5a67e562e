package dev.caravan.sync.settle;

import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.HeldValue;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.compose.AlteredFields;
import dev.caravan.sync.compose.HeldValues;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.sync.ledger.Images;
import dev.caravan.sync.ledger.TermLedger;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Settles a batch: every claimed row gets its outcome, which is written and logged. */
@Component
public class BatchSettler {

    private final ItemOutcomePolicy outcomes;
    private final HeldValues heldValues;
    private final SettlementWriter rows;
    private final TermLedger terms;
    private final Images images;
    private final BatchSizes batches;
    private final StoreHealthApi health;
    private final SyncJournal journal;
    private final Clock clock;

    public BatchSettler(
            ItemOutcomePolicy outcomes,
            HeldValues heldValues,
            SettlementWriter rows,
            TermLedger terms,
            Images images,
            BatchSizes batches,
            StoreHealthApi health,
            SyncJournal journal,
            Clock clock) {
        this.outcomes = outcomes;
        this.heldValues = heldValues;
        this.rows = rows;
        this.terms = terms;
        this.images = images;
        this.batches = batches;
        this.health = health;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Settles a batch whose call was answered, or that needed none. @return an empty delivery, so that it cannot be
     * settled again
     */
    public Delivery settle(Delivery delivery) {
        BatchAnswer answer = delivery.answer();
        Store store = delivery.store();
        Map<Long, ItemOutcome> byKey = new HashMap<>();
        answer.outcomes().forEach(outcome -> byKey.put(outcome.key(), outcome));
        Map<Long, HeldValue> held = heldValues.of(delivery, byKey);
        List<Settlement> settlements = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            HeldValue value = held.get(plan.key());
            if (value != null) {
                settlements.add(outcomes.held(plan, value));
            } else {
                settlements.add(
                        plan.mustSend()
                                ? outcomes.of(plan, Objects.requireNonNull(byKey.get(plan.key())), store)
                                : outcomes.withoutCall(plan));
            }
        }
        terms.forget(store, lostTerms(delivery, byKey));
        terms.doubt(store, doubtedTerms(store, delivery, byKey));
        images.learn(delivery, byKey);
        Map<Long, Remark> remarks = AlteredFields.of(delivery, byKey);
        write(
                new SettlementContext(
                        store, delivery.token(), answer.status(), answer.millis(), delivery.calls(), remarks, held),
                settlements);
        if (answer.isThere()) {
            health.succeeded(store.id());
            batches.answered(delivery, answer.millis());
        }
        return delivery.with(List.of()).answered(BatchAnswer.NONE);
    }

    private static List<LostTerm> lostTerms(Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        List<LostTerm> lost = new ArrayList<>();
        for (Plan plan : delivery.toSend()) {
            if (outcomes.get(plan.key()) instanceof ItemOutcome.Done done) {
                lost.addAll(LostTerm.among(plan, done.product()));
            }
        }
        return lost;
    }

    /** The ledger knows the ids of options. */
    private Set<LostTerm> doubtedTerms(Store store, Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        Set<LostTerm> doubted = new LinkedHashSet<>();
        Set<Wanted> options = new LinkedHashSet<>();
        for (Plan plan : delivery.toSend()) {
            if (outcomes.get(plan.key()) instanceof ItemOutcome.Done done) {
                for (UnsentTerms.Missing missing : UnsentTerms.in(plan, done.product())) {
                    if (missing.id() > 0) {
                        doubted.add(new LostTerm(missing.wanted().kind(), missing.id()));
                    } else {
                        options.add(missing.wanted());
                    }
                }
            }
        }
        KnownTerms known = terms.findOptions(store, options);
        options.forEach(option -> known.id(option).ifPresent(id -> doubted.add(new LostTerm(TermKind.OPTION, id))));
        return doubted;
    }

    /** Writes settlements that are decided already, and logs them. */
    public void write(SettlementContext context, List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return;
        }
        List<UUID> ended = rows.write(context, settlements, clock.instant());
        journal.report(context, settlements);
        rows.wakeCallers(ended);
    }
}
