package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.Store;
import dev.caravan.sync.KnownTerms.State;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.TermLedger.Note;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        this.lease = settings.sync().requestTimeout().plus(settings.sync().connectTimeout());
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
        TermNames.Resolved resolved =
                TermNames.resolve(plan.document(), known, clock.instant().minus(ATTRIBUTES_ARE_TRUSTED));
        return composer.decide(plan, resolved.missing().isEmpty() ? resolved.document() : plan.document(), store);
    }

    private Delivery resolve(Delivery delivery, Map<Wanted, String> refused) {
        Set<Wanted> names = new LinkedHashSet<>();
        delivery.plans().stream()
                .filter(Plan::mustResolve)
                .forEach(plan -> names.addAll(TermNames.in(plan.document())));
        KnownTerms known = ledger.find(delivery.store(), names);
        Set<Wanted> missing = new LinkedHashSet<>();
        List<Plan> plans = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            plans.add(plan.mustResolve() ? resolve(plan, delivery, known, refused, missing) : plan);
        }
        Delivery open = delivery.with(plans);
        if (missing.isEmpty()) {
            return open;
        }
        return next(delivery, List.copyOf(missing), known)
                .map(open::asking)
                .orElseGet(() -> open.with(plans.stream().map(Terms::waiting).toList()));
    }

    private Plan resolve(
            Plan plan, Delivery delivery, KnownTerms known, Map<Wanted, String> refused, Set<Wanted> missing) {
        TermNames.Resolved resolved =
                TermNames.resolve(plan.document(), known, clock.instant().minus(ATTRIBUTES_ARE_TRUSTED));
        for (Wanted wanted : resolved.missing()) {
            String reason = refused.get(wanted);
            if (reason != null) {
                return Composer.refused(
                        plan.row(),
                        plan.sku(),
                        "term_refused",
                        "The store does not take the " + wanted.kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                                + wanted.name() + ": " + reason);
            }
        }
        missing.addAll(resolved.missing());
        return resolved.missing().isEmpty() ? composer.decide(plan, resolved.document(), delivery.store()) : plan;
    }

    /** Of several kinds one after another; nothing if others are making all that is missing. */
    private java.util.Optional<TermQuestion> next(Delivery delivery, List<Wanted> missing, KnownTerms known) {
        List<Wanted> attributes =
                missing.stream().filter(w -> w.kind() == TermKind.ATTRIBUTE).toList();
        Instant trusted = clock.instant().minus(ATTRIBUTES_ARE_TRUSTED);
        List<Wanted> unread = attributes.stream()
                .filter(w -> known.entry(w) == null
                        || Objects.requireNonNull(known.entry(w)).readAt().isBefore(trusted))
                .toList();
        if (!unread.isEmpty()) {
            return java.util.Optional.of(new TermQuestion(TermKind.ATTRIBUTE, true, unread));
        }
        for (TermKind kind : TermKind.values()) {
            List<Wanted> some = missing.stream()
                    .filter(w -> w.kind() == kind)
                    .limit(kind == TermKind.ATTRIBUTE ? 1 : BatchRequest.MAX_OPERATIONS)
                    .toList();
            List<Wanted> mine = some.isEmpty() ? some : ledger.claim(delivery.store(), some, delivery.token(), lease);
            if (!mine.isEmpty()) {
                return java.util.Optional.of(new TermQuestion(kind, false, mine));
            }
        }
        return java.util.Optional.empty();
    }

    private static Plan waiting(Plan plan) {
        return plan.mustResolve() ? plan.as(Action.WAIT) : plan;
    }

    /** Asks what {@link #resolve} left open. */
    public void ask(Exchange exchange) {
        Delivery delivery = conversation.keepForCall(exchange.getMessage().getBody(Delivery.class));
        TermQuestion question = Objects.requireNonNull(delivery.question());
        if (question.list()) {
            calls.prepare(exchange, delivery, delivery.store(), "GET", StoreEndpoints.ATTRIBUTES, null, null);
            return;
        }
        boolean attribute = question.kind() == TermKind.ATTRIBUTE;
        calls.prepare(
                exchange,
                delivery,
                delivery.store(),
                "POST",
                attribute ? StoreEndpoints.ATTRIBUTES : TermBatch.path(question.kind()),
                null,
                attribute ? GlobalAttributes.json(question.wanted().get(0).name()) : TermBatch.json(question.wanted()));
    }

    /** Notes what the store said, and goes on. */
    public void hear(Exchange exchange) throws IOException {
        Delivery delivery = exchange.getProperty(StoreCalls.ROUND, Delivery.class);
        TermQuestion question = Objects.requireNonNull(delivery.question());
        Answer answer = calls.answer(exchange);
        Map<Wanted, String> refused = new HashMap<>();
        List<Note> notes;
        if (question.list()) {
            notes = listed(question, GlobalAttributes.read(answer, clock));
        } else if (question.kind() == TermKind.ATTRIBUTE) {
            Wanted wanted = question.wanted().get(0);
            var made = GlobalAttributes.made(answer, clock);
            notes = List.of(
                    made.isPresent() ? Note.known(wanted, made.getAsLong()) : new Note(wanted, State.REFUSED, null));
        } else {
            List<Made> made = TermBatch.read(question.wanted(), answer, clock);
            notes = made.stream()
                    .filter(m -> m.wooId().isPresent())
                    .map(m -> Note.known(m.wanted(), m.wooId().getAsLong()))
                    .toList();
            made.stream().filter(m -> m.wooId().isEmpty()).forEach(m -> refused.put(m.wanted(), m.reason()));
        }
        ledger.note(delivery.store(), notes);
        calls.ended(exchange, Delivery.class);
        exchange.getMessage().setBody(resolve(delivery, refused));
    }

    private static List<Note> listed(TermQuestion question, Map<String, Long> ids) {
        List<Note> notes = new ArrayList<>();
        for (Wanted wanted : question.wanted()) {
            Long id = ids.get(wanted.key());
            notes.add(id == null ? new Note(wanted, State.ABSENT, null) : Note.known(wanted, id));
        }
        return notes;
    }
}
