package dev.caravan.sync.ledger;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.sync.batch.TermNote;
import dev.caravan.sync.batch.TermQuestion;
import dev.caravan.sync.batch.TermQuestion.Ask;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.sync.call.CallTurn;
import dev.caravan.sync.call.StoreCalls;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.GlobalAttributes;
import dev.caravan.woocommerce.StoreEndpoints;
import dev.caravan.woocommerce.StoredText;
import dev.caravan.woocommerce.TermBatch;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import dev.caravan.woocommerce.TermNamesInStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The calls about terms: asks a store, notes its answers, and decides the next question. */
@Component
class TermConversation {

    private final Terms terms;
    private final TermLedger ledger;
    private final CallTurn turn;
    private final StoreCalls calls;
    private final TermQuestions questions;
    private final Clock clock;

    TermConversation(
            Terms terms, TermLedger ledger, CallTurn turn, StoreCalls calls, TermQuestions questions, Clock clock) {
        this.terms = terms;
        this.ledger = ledger;
        this.turn = turn;
        this.calls = calls;
        this.questions = questions;
        this.clock = clock;
    }

    /** Asks about the terms that {@link Terms#resolve} left open. */
    public void prepare(Exchange exchange) {
        Delivery delivery = turn.keepForCall(exchange.getMessage().getBody(Delivery.class));
        TermQuestion question = Objects.requireNonNull(delivery.question());
        Store store = delivery.store();
        if (!question.known().isEmpty()) {
            prepareForKnown(exchange, delivery, question);
            return;
        }
        if (question.lists()) {
            calls.prepare(exchange, delivery, "GET", StoreEndpoints.ATTRIBUTES, null, null);
            return;
        }
        questions.claim(delivery, question.wanted()); // the wait for the pace may have been long
        if (question.kind() == TermKind.ATTRIBUTE) {
            String json = GlobalAttributes.json(question.wanted().get(0).name(), question.ask() == Ask.MAKE_OTHERWISE);
            calls.prepare(exchange, delivery, "POST", StoreEndpoints.ATTRIBUTES, null, json);
        } else {
            String json = TermBatch.json(question.wanted(), ledger.places(store, question.wanted()));
            calls.prepare(
                    exchange, delivery, "POST", TermBatch.path(question.wanted().get(0)), null, json);
        }
    }

    private void prepareForKnown(Exchange exchange, Delivery delivery, TermQuestion question) {
        Store store = delivery.store();
        List<Known> known = question.known();
        Wanted first = known.get(0).wanted();
        if (question.ask() == Ask.CHECK) {
            String path = first.kind() == TermKind.OPTION
                    ? StoreEndpoints.attributeTerms(first.parentWooId())
                    : first.kind().path();
            String query = TermNamesInStore.query(
                    known.stream().map(Known::wooId).distinct().toList());
            calls.prepare(exchange, delivery, "GET", path, query, null);
        } else if (question.kind() == TermKind.ATTRIBUTE) {
            String path = StoreEndpoints.ATTRIBUTES + "/" + known.get(0).wooId();
            String json = TermNamesInStore.ofAttribute(
                    first.name(), Objects.requireNonNull(known.get(0).slug()));
            calls.prepare(exchange, delivery, "PUT", path, null, json);
        } else if (question.kind() == TermKind.OPTION) {
            Map<Long, Integer> places = new LinkedHashMap<>();
            known.forEach(one -> places.put(one.wooId(), Objects.requireNonNull(one.place())));
            String json = TermNamesInStore.ofPlaces(places);
            calls.prepare(exchange, delivery, "POST", TermBatch.path(first), null, json);
        } else {
            Map<Long, Wanted> names = new LinkedHashMap<>();
            known.forEach(one -> names.put(one.wooId(), one.wanted()));
            List<Long> moved =
                    known.stream().filter(Known::moved).map(Known::wooId).toList();
            calls.prepare(exchange, delivery, "POST", TermBatch.path(first), null, TermNamesInStore.json(names, moved));
        }
    }

    /** Notes the store's answer, and continues. */
    public void read(Exchange exchange) throws IOException {
        Delivery delivery = StoreCalls.delivery(exchange);
        Answer answer = calls.answer(exchange, delivery.store());
        calls.ended(exchange, afterAnswer(delivery, Objects.requireNonNull(delivery.question()), answer));
    }

    private Delivery afterAnswer(Delivery delivery, TermQuestion question, Answer answer) {
        Store store = delivery.store();
        if (question.ask() == Ask.RENAME) {
            TermNamesInStore.checkRenamed(answer, clock);
            List<TermNote> notes = question.known().stream()
                    .map(one -> TermNote.known(one.wanted(), one.wooId()))
                    .toList();
            ledger.note(store, delivery.token(), notes, true);
            return terms.resolve(delivery);
        }
        if (question.ask() == Ask.CHECK) {
            return checked(delivery, question, TermNamesInStore.read(answer, clock));
        }
        if (question.lists()) {
            Map<String, Long> ids = GlobalAttributes.read(answer, clock);
            ledger.note(store, delivery.token(), question.listed(ids));
            boolean refused = question.ask() == Ask.LIST_AFTER_REFUSAL
                    && !ids.containsKey(question.wanted().get(0).key());
            return refused
                    ? delivery.asking(new TermQuestion(TermKind.ATTRIBUTE, Ask.MAKE_OTHERWISE, question.wanted()))
                    : terms.resolve(delivery);
        }
        if (question.kind() == TermKind.ATTRIBUTE) {
            Wanted wanted = question.wanted().get(0);
            var made = GlobalAttributes.made(answer, clock);
            if (made.isEmpty() && question.ask() == Ask.MAKE_OTHERWISE) {
                ledger.note(store, delivery.token(), List.of(new TermNote(wanted, State.REFUSED, null)));
                return terms.resolve(delivery);
            }
            if (made.isEmpty()) {
                return delivery.asking(new TermQuestion(TermKind.ATTRIBUTE, Ask.LIST_AFTER_REFUSAL, question.wanted()));
            }
            ledger.note(
                    store,
                    delivery.token(),
                    List.of(new TermNote(
                            wanted,
                            State.KNOWN,
                            made.get().id(),
                            true,
                            made.get().slug(),
                            null,
                            null)));
            return terms.resolve(delivery);
        }
        return made(delivery, question, TermBatch.read(question.wanted(), answer, clock));
    }

    /**
     * Notes how the store names terms now, and which of them it no longer has. @param names by id; absent if the
     * attribute is gone
     */
    private Delivery checked(Delivery delivery, TermQuestion question, Optional<Map<Long, String>> names) {
        Store store = delivery.store();
        if (names.isEmpty()) {
            Wanted option = question.known().get(0).wanted();
            ledger.forget(store, List.of(LostTerm.above(option)));
            return terms.resolve(delivery);
        }
        List<TermNote> there = new ArrayList<>();
        Set<LostTerm> lost = new LinkedHashSet<>();
        for (Known one : question.known()) {
            String name = names.get().get(one.wooId());
            if (name == null) {
                lost.add(new LostTerm(question.kind(), one.wooId()));
            } else {
                there.add(TermNote.shown(one.wanted(), one.wooId(), StoredText.oneLine(name)));
            }
        }
        ledger.note(store, delivery.token(), there);
        ledger.forget(store, lost);
        return terms.resolve(delivery);
    }

    private Delivery made(Delivery delivery, TermQuestion question, List<Made> made) {
        List<Wanted> fresh = made.stream().filter(Made::isNew).map(Made::wanted).toList();
        Map<String, Integer> places = ledger.places(delivery.store(), fresh);
        List<TermNote> notes = made.stream()
                .filter(one -> one.wooId().isPresent())
                .map(one -> made(one, places))
                .toList();
        ledger.note(delivery.store(), delivery.token(), notes);
        ledger.release(delivery.store(), delivery.token());
        Refusals refusals = Refusals.among(made);
        if (refusals.isEmpty()) {
            // thousands of options are created in a row: planning their products again after each call would take
            // longer each time
            Optional<TermQuestion> more = questions.toMake(delivery, question.kind(), question.later());
            if (more.isPresent()) {
                return delivery.asking(more.get());
            }
        }
        Delivery next = terms.resolveAfter(delivery, refusals);
        // after it, so that their products are retried later: a store that lists terms which it then denies would be
        // asked without end
        ledger.forget(delivery.store(), refusals.orphaned().keySet());
        return next;
    }

    private static TermNote made(Made one, Map<String, Integer> places) {
        Integer place = one.isNew() ? places.get(one.wanted().key()) : null;
        return new TermNote(one.wanted(), State.KNOWN, one.wooId().getAsLong(), one.isNew(), null, null, place);
    }
}
