package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.Store;
import dev.caravan.sync.KnownTerms.Slot;
import dev.caravan.sync.KnownTerms.State;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.TermLedger.Note;
import dev.caravan.sync.TermQuestion.Ask;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.BatchRequest;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Finds out the ids of the categories, tags, brands and attributes that products of a round need, and has the store make
 * those that it does not have. In the ordinary case the ledger knows them all, and no call is made.
 */
@Component
public class Terms {

    /** A global attribute that a shop team adds in the store is seen after this time. */
    private static final Duration ATTRIBUTES_ARE_TRUSTED = Duration.ofHours(1);

    private final TermLedger ledger;
    private final Composer composer;
    private final StoreConversation conversation;
    private final StoreCalls calls;
    private final Clock clock;
    private final Duration lease;

    Terms(
            TermLedger ledger,
            Composer composer,
            StoreConversation conversation,
            StoreCalls calls,
            Clock clock,
            CaravanSettings settings) {
        this.ledger = ledger;
        this.composer = composer;
        this.conversation = conversation;
        this.calls = calls;
        this.clock = clock;
        this.lease = settings.sync().longestCall();
    }

    /** Goes on with the products whose terms are known; for the others, what the store is to be asked next. */
    public Delivery resolve(Delivery delivery) {
        return resolve(delivery, Map.of());
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

    private Delivery resolve(Delivery delivery, Map<Slot, Made> refused) {
        Set<Wanted> names = new LinkedHashSet<>();
        delivery.plans().stream()
                .filter(Plan::mustResolve)
                .forEach(plan -> names.addAll(TermNames.in(plan.document())));
        KnownTerms known = ledger.find(delivery.store(), names);
        Map<Slot, Wanted> missing = new LinkedHashMap<>(); // of two spellings of a term, one is asked for
        List<Plan> plans = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            plans.add(plan.mustResolve() ? resolve(plan, delivery, known, refused, missing) : plan);
        }
        Delivery open = delivery.with(plans);
        if (missing.isEmpty()) {
            return open;
        }
        return next(delivery, missing.values(), known)
                .map(open::asking)
                .orElseGet(() -> open.with(plans.stream()
                        .map(plan -> plan.mustResolve() ? plan.as(Action.WAIT) : plan)
                        .toList()));
    }

    private Plan resolve(
            Plan plan, Delivery delivery, KnownTerms known, Map<Slot, Made> refused, Map<Slot, Wanted> missing) {
        TermNames.Resolved resolved = TermNames.resolve(plan.document(), known, trusted());
        for (Wanted wanted : resolved.missing()) {
            Made made = refused.get(Slot.of(wanted));
            if (made != null) {
                return refused(plan, made);
            }
        }
        resolved.missing().forEach(wanted -> missing.putIfAbsent(Slot.of(wanted), wanted));
        return resolved.missing().isEmpty() ? composer.decide(plan, resolved.document(), delivery.store()) : plan;
    }

    /** A category whose parent has gone is tried again, with the parent made anew; else it is the product's own fault. */
    private static Plan refused(Plan plan, Made made) {
        Plan refused = Composer.refused(
                plan.row(),
                plan.sku(),
                "term_refused",
                "The store does not take the " + made.wanted().kind().name().toLowerCase(Locale.ROOT) + " "
                        + made.wanted().name() + ": " + made.reason());
        return made.isWithoutParent() ? refused.as(Action.WAIT) : refused;
    }

    private Instant trusted() {
        return clock.instant().minus(ATTRIBUTES_ARE_TRUSTED);
    }

    /** Of several kinds one after another; nothing if others are making all that is missing. */
    private Optional<TermQuestion> next(Delivery delivery, Collection<Wanted> missing, KnownTerms known) {
        List<Wanted> unread = missing.stream()
                .filter(w -> w.kind() == TermKind.ATTRIBUTE)
                .filter(w -> known.entry(w) == null
                        || Objects.requireNonNull(known.entry(w)).readAt().isBefore(trusted()))
                .toList();
        if (!unread.isEmpty()) {
            return Optional.of(new TermQuestion(TermKind.ATTRIBUTE, Ask.LIST, unread));
        }
        for (TermKind kind : TermKind.values()) {
            List<Wanted> some = missing.stream()
                    .filter(w -> w.kind() == kind)
                    .limit(kind == TermKind.ATTRIBUTE ? 1 : BatchRequest.MAX_OPERATIONS)
                    .toList();
            List<Wanted> mine = some.isEmpty() ? some : ledger.claim(delivery.store(), some, delivery.token(), lease);
            if (!mine.isEmpty()) {
                return Optional.of(new TermQuestion(kind, Ask.MAKE, mine));
            }
        }
        return Optional.empty();
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
        ledger.claim(store, question.wanted(), delivery.token(), lease); // the wait for the pace may have been long
        if (question.kind() == TermKind.ATTRIBUTE) {
            String json = GlobalAttributes.json(question.wanted().get(0).name());
            calls.prepare(exchange, delivery, store, "POST", StoreEndpoints.ATTRIBUTES, null, json);
        } else {
            String json = TermBatch.json(question.wanted());
            calls.prepare(exchange, delivery, store, "POST", TermBatch.path(question.kind()), null, json);
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
            ledger.note(store, delivery.token(), listed(question, GlobalAttributes.read(answer, clock)));
            return resolve(delivery);
        }
        if (question.kind() == TermKind.ATTRIBUTE) {
            Wanted wanted = question.wanted().get(0);
            var made = GlobalAttributes.made(answer, clock);
            if (made.isEmpty()) {
                return delivery.asking(new TermQuestion(TermKind.ATTRIBUTE, Ask.LIST_AFTER_REFUSAL, question.wanted()));
            }
            ledger.note(store, delivery.token(), List.of(Note.known(wanted, made.getAsLong())));
            return resolve(delivery);
        }
        return made(delivery, TermBatch.read(question.wanted(), answer, clock));
    }

    private Delivery made(Delivery delivery, List<Made> made) {
        List<Note> notes = new ArrayList<>();
        List<LostTerm> lost = new ArrayList<>();
        Map<Slot, Made> refused = new HashMap<>();
        for (Made one : made) {
            if (one.wooId().isPresent()) {
                notes.add(Note.known(one.wanted(), one.wooId().getAsLong()));
                continue;
            }
            refused.put(Slot.of(one.wanted()), one);
            if (one.isWithoutParent()) {
                lost.add(new LostTerm(TermKind.CATEGORY, one.wanted().parentWooId()));
            }
        }
        ledger.note(delivery.store(), delivery.token(), notes);
        ledger.forget(delivery.store(), lost);
        ledger.release(delivery.store(), delivery.token());
        return resolve(delivery, refused);
    }

    private static List<Note> listed(TermQuestion question, Map<String, Long> ids) {
        State absent = question.ask() == Ask.LIST ? State.ABSENT : State.REFUSED;
        List<Note> notes = new ArrayList<>();
        for (Wanted wanted : question.wanted()) {
            Long id = ids.get(wanted.key());
            notes.add(id == null ? new Note(wanted, absent, null) : Note.known(wanted, id));
        }
        return notes;
    }
}
