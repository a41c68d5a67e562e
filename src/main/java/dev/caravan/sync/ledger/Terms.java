package dev.caravan.sync.ledger;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.Needs;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.TermQuestion;
import dev.caravan.sync.compose.Composer;
import dev.caravan.sync.compose.KnownTermQuestions;
import dev.caravan.sync.mapping.OptionTerms;
import dev.caravan.sync.mapping.TermNames;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds the ids of the categories, tags, brands and attributes that the products of a batch need. The store creates
 * those that it does not have, and the options of global attributes. Usually the ledger knows them all, and no call
 * is made.
 */
@Component
public class Terms {

    /** A global attribute that a shop team adds in the store is seen after this time. */
    private static final Duration ATTRIBUTES_ARE_TRUSTED = Duration.ofHours(1);

    private final TermLedger ledger;
    private final MovedCategories moved;
    private final AlikeOptions alike;
    private final Composer composer;
    private final TermQuestions questions;
    private final Clock clock;

    Terms(
            TermLedger ledger,
            MovedCategories moved,
            AlikeOptions alike,
            Composer composer,
            TermQuestions questions,
            Clock clock) {
        this.ledger = ledger;
        this.moved = moved;
        this.alike = alike;
        this.composer = composer;
        this.questions = questions;
        this.clock = clock;
    }

    /** Decides the plans whose terms are known; for the others, plans the next question to the store. */
    public Delivery resolve(Delivery delivery) {
        return resolveAfter(decidedWithoutTerms(delivery), Refusals.NONE);
    }

    /** Decides the plans of products that name no terms. Questions about the others do not concern them. */
    private Delivery decidedWithoutTerms(Delivery delivery) {
        return delivery.with(delivery.plans().stream()
                .map(plan -> plan.mustResolve() && !TermNames.needed(plan.document())
                        ? composer.decide(plan, plan.document(), delivery.store())
                        : plan)
                .toList());
    }

    /** For a preview: decides plans of one store with ids where they are known, otherwise with names. */
    public List<Plan> asFarAsKnown(List<Plan> plans, Store store) {
        List<Plan> open = plans.stream().filter(Plan::mustResolve).toList();
        if (open.isEmpty()) {
            return plans;
        }
        KnownTerms known = known(store, open);
        return plans.stream()
                .map(plan -> plan.mustResolve() ? asFarAsKnown(plan, store, known) : plan)
                .toList();
    }

    private Plan asFarAsKnown(Plan plan, Store store, KnownTerms known) {
        TermNames.Resolved resolved = TermNames.resolve(plan.document(), known, trusted());
        Document document = OptionTerms.with(resolved.document(), known);
        return composer.decide(plan, resolved.missing().isEmpty() ? document : plan.document(), store);
    }

    /** The same, after the store has refused terms. */
    Delivery resolveAfter(Delivery delivery, Refusals refusals) {
        List<Plan> open = delivery.plans().stream().filter(Plan::mustResolve).toList();
        KnownTerms known = known(delivery.store(), open);
        Optional<TermQuestion> renaming = KnownTermQuestions.renaming(known);
        if (renaming.isPresent()) {
            return delivery.asking(renaming.get());
        }
        Map<Long, Needs> needs = new HashMap<>();
        open.forEach(plan -> needs.put(plan.key(), needs(plan, delivery.store(), known)));
        List<Set<Wanted>> sent = needs.values().stream()
                .map(Needs::options)
                .filter(options -> !options.isEmpty())
                .toList();
        Optional<TermQuestion> checking = KnownTermQuestions.doubted(known)
                .or(() -> KnownTermQuestions.unclear(needs.values(), known, clock.instant()))
                .or(() -> KnownTermQuestions.checking(delivery.token(), sent, known, clock.instant()));
        if (checking.isPresent()) {
            return delivery.asking(checking.get());
        }
        Map<Slot, Wanted> missing = new LinkedHashMap<>(); // of two spellings of a term, one is asked for
        List<Plan> plans = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            Needs ofPlan = needs.get(plan.key());
            plans.add(ofPlan == null ? plan : goOn(ofPlan, delivery.store(), known, refusals, missing));
        }
        Delivery next = delivery.with(plans);
        if (missing.isEmpty()) {
            return next;
        }
        List<Wanted> categories = missing.values().stream()
                .filter(wanted -> wanted.kind() == TermKind.CATEGORY)
                .toList();
        if (categories.stream().anyMatch(wanted -> wanted.parentWooId() != 0) && moved.place(delivery.store())) {
            return resolveAfter(delivery, refusals);
        }
        Displacement displaced = moved.displaced(delivery.store(), categories);
        return displaced.isNone()
                ? asking(next, missing.values(), known)
                : makingRoom(delivery, next, displaced, refusals);
    }

    private Delivery asking(Delivery delivery, Collection<Wanted> missing, KnownTerms known) {
        return questions
                .next(delivery, missing, known, trusted())
                .map(delivery::asking)
                .orElseGet(() -> waiting(delivery));
    }

    /** Products whose terms another delivery creates are sent later. */
    private static Delivery waiting(Delivery delivery) {
        return delivery.with(delivery.plans().stream()
                .map(plan -> plan.mustResolve() ? plan.as(Action.WAIT) : plan)
                .toList());
    }

    /**
     * Before categories are created, the store is sent the changes of those that still lie there: it would take them for
     * the same. Products that have changed since they were claimed may name a category as it was before; they come again.
     */
    private Delivery makingRoom(Delivery delivery, Delivery next, Displacement displaced, Refusals refusals) {
        Set<Long> changed = moved.changed(delivery);
        if (!changed.isEmpty()) {
            return resolveAfter(
                    delivery.with(delivery.plans().stream()
                            .map(plan -> changed.contains(plan.row().id()) ? plan.as(Action.WAIT) : plan)
                            .toList()),
                    refusals);
        }
        Optional<TermQuestion> renaming = displaced.renaming();
        if (renaming.isPresent()) {
            return next.asking(renaming.get());
        }
        Refusals all = displaced.refused(refusals);
        if (!all.equals(refusals)) {
            return resolveAfter(delivery, all);
        }
        List<Wanted> parents = displaced.parents();
        if (!parents.isEmpty()) {
            return asking(next, parents, displaced.above());
        }
        return moved.place(delivery.store()) ? resolveAfter(delivery, refusals) : waiting(next);
    }

    /** What the ledger knows of all terms that these products name, and of the options of their global attributes. */
    private KnownTerms known(Store store, List<Plan> plans) {
        Set<Wanted> names = new LinkedHashSet<>();
        plans.forEach(plan -> names.addAll(TermNames.in(plan.document())));
        KnownTerms terms = ledger.find(store, names);
        Set<Wanted> options = new LinkedHashSet<>();
        plans.forEach(plan -> options.addAll(TermNames.options(
                TermNames.resolve(plan.document(), terms, trusted()).document())));
        KnownTerms known = terms.and(ledger.findOptions(store, options));
        return known.withAlike(alike.find(
                store,
                options.stream().filter(option -> known.id(option).isEmpty()).toList()));
    }

    private Needs needs(Plan plan, Store store, KnownTerms known) {
        TermNames.Resolved resolved = TermNames.resolve(plan.document(), known, trusted());
        if (!resolved.refused().isEmpty()) {
            return needsOfRest(RefusedTerms.attributes(plan, resolved.refused()), store, known);
        }
        if (!resolved.missing().isEmpty()) {
            return new Needs(plan, plan, resolved.missing(), Set.of());
        }
        Plan decided = composer.decide(plan, OptionTerms.with(resolved.document(), known), store);
        Set<Wanted> options = TermNames.options(decided.document());
        List<Wanted> alike = RefusedTerms.alike(options, known);
        if (!alike.isEmpty()) {
            return needsOfRest(RefusedTerms.alike(plan, alike.get(0), alike.get(1)), store, known);
        }
        boolean sends = options.stream().anyMatch(known::isLost)
                || decided.mustAsk() // for a product that may be new, or known to show nothing
                || decided.change().fields().containsKey(TermKind.ATTRIBUTE.field());
        return new Needs(plan, decided, Set.of(), sends ? options : Set.of());
    }

    /**
     * The needs of a product that is sent without a field. @param rest the plan without it, or a refusal of the whole
     * product
     */
    private Needs needsOfRest(Plan rest, Store store, KnownTerms known) {
        return rest.mustResolve() ? needs(rest, store, known) : new Needs(rest, rest, Set.of(), Set.of());
    }

    private Plan goOn(Needs needs, Store store, KnownTerms known, Refusals refusals, Map<Slot, Wanted> missing) {
        List<Wanted> open = needs.open(known).toList();
        Plan plan = needs.plan();
        for (Wanted wanted : open) {
            String other = known.alike().get(Slot.of(wanted));
            if (other != null) {
                Plan rest = RefusedTerms.alike(plan, wanted, other);
                return goOn(needsOfRest(rest, store, known), store, known, refusals, missing);
            }
            Made made = refusals.of(wanted);
            if (made != null) {
                return goOn(needsOfRest(RefusedTerms.term(plan, made), store, known), store, known, refusals, missing);
            }
        }
        // of options that the store takes for one, the first is created; then the ledger has it, and the others are
        // refused
        open.forEach(wanted -> missing.putIfAbsent(RefusedTerms.slot(wanted), wanted));
        return open.isEmpty() ? needs.decided() : plan;
    }

    private Instant trusted() {
        return clock.instant().minus(ATTRIBUTES_ARE_TRUSTED);
    }
}
