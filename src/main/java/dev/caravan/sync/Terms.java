package dev.caravan.sync;

import dev.caravan.store.Store;
import dev.caravan.sync.KnownTerms.Slot;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.TermLedger.Note;
import dev.caravan.sync.TermQuestion.Ask;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.GlobalAttributes;
import dev.caravan.woocommerce.StoreEndpoints;
import dev.caravan.woocommerce.TermBatch;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Finds out the ids of the categories, tags, brands and attributes that products of a round need, and has the store make
 * those that it does not have, and the options of global attributes. In the ordinary case the ledger knows them all, and no
 * call is made.
 */
@Component
public class Terms {

    /** A global attribute that a shop team adds in the store is seen after this time. */
    private static final Duration ATTRIBUTES_ARE_TRUSTED = Duration.ofHours(1);

    private final TermLedger ledger;
    private final Composer composer;
    private final StoreConversation conversation;
    private final StoreCalls calls;
    private final TermQuestions questions;
    private final Clock clock;

    Terms(
            TermLedger ledger,
            Composer composer,
            StoreConversation conversation,
            StoreCalls calls,
            TermQuestions questions,
            Clock clock) {
        this.ledger = ledger;
        this.composer = composer;
        this.conversation = conversation;
        this.calls = calls;
        this.questions = questions;
        this.clock = clock;
    }

    /** Goes on with the products whose terms are known; for the others, what the store is to be asked next. */
    public Delivery resolve(Delivery delivery) {
        return resolve(delivery, Refusals.NONE);
    }

    /** For a look at what would be sent: ids where they are known, else names. */
    Plan asFarAsKnown(Plan plan, Store store) {
        if (!plan.mustResolve()) {
            return plan;
        }
        KnownTerms known = ledger.find(store, TermNames.in(plan.document()));
        TermNames.Resolved resolved = TermNames.resolve(plan.document(), known, trusted());
        return composer.decide(plan, resolved.missing().isEmpty() ? resolved.document() : plan.document(), store);
    }

    private Delivery resolve(Delivery delivery, Refusals refusals) {
        List<Plan> open = delivery.plans().stream().filter(Plan::mustResolve).toList();
        Set<Wanted> names = new LinkedHashSet<>();
        open.forEach(plan -> names.addAll(TermNames.in(plan.document())));
        KnownTerms terms = ledger.find(delivery.store(), names);
        Map<Long, Needs> needs = new HashMap<>();
        Set<Wanted> options = new LinkedHashSet<>();
        for (Plan plan : open) {
            Needs ofPlan = needs(plan, delivery.store(), terms);
            needs.put(plan.key(), ofPlan);
            options.addAll(ofPlan.options());
        }
        KnownTerms known = terms.and(ledger.findOptions(delivery.store(), options));
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
        return questions
                .next(delivery, missing.values(), terms, trusted())
                .map(next::asking)
                .orElseGet(() -> next.with(plans.stream()
                        .map(plan -> plan.mustResolve() ? plan.as(Action.WAIT) : plan)
                        .toList()));
    }

    private Needs needs(Plan plan, Store store, KnownTerms known) {
        TermNames.Resolved resolved = TermNames.resolve(plan.document(), known, trusted());
        if (!resolved.refused().isEmpty()) {
            return needsOfRest(RefusedTerms.attributes(plan, resolved.refused()), store, known);
        }
        if (!resolved.missing().isEmpty()) {
            return new Needs(plan, plan, resolved.missing(), Set.of());
        }
        Plan decided = composer.decide(plan, resolved.document(), store);
        Set<Wanted> options = TermNames.options(decided.document());
        List<Wanted> alike = RefusedTerms.alike(options);
        if (!alike.isEmpty()) {
            return needsOfRest(RefusedTerms.alike(plan, alike.get(0), alike.get(1)), store, known);
        }
        boolean sends = decided.mustAsk() // for a product that may be new, or known to show nothing
                || decided.change().fields().containsKey(TermKind.ATTRIBUTE.field());
        return new Needs(plan, decided, Set.of(), sends ? options : Set.of());
    }

    /** Of a product that goes on without a field. @param rest or refused as a whole */
    private Needs needsOfRest(Plan rest, Store store, KnownTerms known) {
        return rest.mustResolve() ? needs(rest, store, known) : new Needs(rest, rest, Set.of(), Set.of());
    }

    private Plan goOn(Needs needs, Store store, KnownTerms known, Refusals refusals, Map<Slot, Wanted> missing) {
        List<Wanted> open = needs.open(known).toList();
        Plan plan = needs.plan();
        for (Wanted wanted : open) {
            Made made = refusals.of(wanted);
            if (made != null) {
                return goOn(needsOfRest(RefusedTerms.term(plan, made), store, known), store, known, refusals, missing);
            }
        }
        open.forEach(wanted -> missing.putIfAbsent(Slot.of(wanted), wanted));
        return open.isEmpty() ? needs.decided() : plan;
    }

    private Instant trusted() {
        return clock.instant().minus(ATTRIBUTES_ARE_TRUSTED);
    }

    /** Asks what {@link #resolve} left open. */
    public void ask(Exchange exchange) {
        Delivery delivery = conversation.keepForCall(exchange.getMessage().getBody(Delivery.class));
        TermQuestion question = Objects.requireNonNull(delivery.question());
        Store store = delivery.store();
        if (question.lists()) {
            calls.prepare(exchange, delivery, store, "GET", StoreEndpoints.ATTRIBUTES, null, null);
            return;
        }
        questions.claim(delivery, question.wanted()); // the wait for the pace may have been long
        if (question.kind() == TermKind.ATTRIBUTE) {
            String json = GlobalAttributes.json(question.wanted().get(0).name(), question.ask() == Ask.MAKE_OTHERWISE);
            calls.prepare(exchange, delivery, store, "POST", StoreEndpoints.ATTRIBUTES, null, json);
        } else {
            String json = TermBatch.json(question.wanted());
            calls.prepare(
                    exchange,
                    delivery,
                    store,
                    "POST",
                    TermBatch.path(question.wanted().get(0)),
                    null,
                    json);
        }
    }

    /** Notes what the store said, and goes on. */
    public void hear(Exchange exchange) throws IOException {
        Delivery delivery = exchange.getProperty(StoreCalls.ROUND, Delivery.class);
        Answer answer = calls.answer(exchange, delivery.store());
        Delivery next = hear(delivery, Objects.requireNonNull(delivery.question()), answer);
        calls.ended(exchange, Delivery.class);
        exchange.getMessage().setBody(next);
    }

    private Delivery hear(Delivery delivery, TermQuestion question, Answer answer) {
        Store store = delivery.store();
        if (question.lists()) {
            Map<String, Long> ids = GlobalAttributes.read(answer, clock);
            ledger.note(store, delivery.token(), question.listed(ids));
            boolean refused = question.ask() == Ask.LIST_AFTER_REFUSAL
                    && !ids.containsKey(question.wanted().get(0).key());
            return refused
                    ? delivery.asking(new TermQuestion(TermKind.ATTRIBUTE, Ask.MAKE_OTHERWISE, question.wanted()))
                    : resolve(delivery);
        }
        if (question.kind() == TermKind.ATTRIBUTE) {
            Wanted wanted = question.wanted().get(0);
            var made = GlobalAttributes.made(answer, clock);
            if (made.isEmpty() && question.ask() == Ask.MAKE_OTHERWISE) {
                ledger.note(store, delivery.token(), List.of(new Note(wanted, KnownTerms.State.REFUSED, null)));
                return resolve(delivery);
            }
            if (made.isEmpty()) {
                return delivery.asking(new TermQuestion(TermKind.ATTRIBUTE, Ask.LIST_AFTER_REFUSAL, question.wanted()));
            }
            ledger.note(store, delivery.token(), List.of(Note.known(wanted, made.getAsLong())));
            return resolve(delivery);
        }
        return made(delivery, question, TermBatch.read(question.wanted(), answer, clock));
    }

    private Delivery made(Delivery delivery, TermQuestion question, List<Made> made) {
        List<Note> notes = made.stream()
                .filter(one -> one.wooId().isPresent())
                .map(one -> Note.known(one.wanted(), one.wooId().getAsLong()))
                .toList();
        ledger.note(delivery.store(), delivery.token(), notes);
        ledger.release(delivery.store(), delivery.token());
        Refusals refusals = Refusals.among(made);
        if (refusals.isEmpty()) {
            // thousands of options are made in a row: to look at their products after each call would take ever longer
            Optional<TermQuestion> more = questions.toMake(delivery, question.kind(), question.later());
            if (more.isPresent()) {
                return delivery.asking(more.get());
            }
        }
        Delivery next = resolve(delivery, refusals);
        // after it, so that their products come back later: a store that names what it says it has not would be asked
        // for ever
        ledger.forget(delivery.store(), refusals.orphaned().keySet());
        return next;
    }
}
