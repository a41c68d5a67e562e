package dev.caravan.sync.ledger;

import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.TermQuestion;
import dev.caravan.sync.batch.TermQuestion.Ask;
import dev.caravan.woocommerce.BatchRequest;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a store is asked next about missing terms. One call is about one kind, and creates no term that another call
 * is creating.
 */
@Component
class TermQuestions {

    private final TermLedger ledger;
    private final StoreCallSettings calls;

    TermQuestions(TermLedger ledger, StoreCallSettings calls) {
        this.ledger = ledger;
        this.calls = calls;
    }

    /**
     * The next question; several kinds are asked about one after another. Empty if other deliveries are creating all
     * missing terms.
     *
     * @param trusted older answers about a global attribute are asked for again
     */
    Optional<TermQuestion> next(Delivery delivery, Collection<Wanted> missing, KnownTerms known, Instant trusted) {
        List<Wanted> unread = missing.stream()
                .filter(w -> w.kind() == TermKind.ATTRIBUTE)
                .filter(w -> known.entry(w) == null
                        || Objects.requireNonNull(known.entry(w)).readAt().isBefore(trusted))
                .toList();
        if (!unread.isEmpty()) {
            return Optional.of(new TermQuestion(TermKind.ATTRIBUTE, Ask.LIST, unread));
        }
        for (TermKind kind : TermKind.values()) {
            for (List<Wanted> some : byAddress(kind, missing)) {
                Optional<TermQuestion> question = toMake(delivery, kind, some);
                if (question.isPresent()) {
                    return question;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The first full call of terms that no other delivery is creating. @param wanted any number of them, for one
     * address
     */
    Optional<TermQuestion> toMake(Delivery delivery, TermKind kind, List<Wanted> wanted) {
        int most = kind == TermKind.ATTRIBUTE ? 1 : BatchRequest.MAX_OPERATIONS;
        for (int from = 0; from < wanted.size(); from += most) {
            int to = Math.min(from + most, wanted.size());
            List<Wanted> mine = claim(delivery, wanted.subList(from, to));
            if (!mine.isEmpty()) {
                return Optional.of(new TermQuestion(kind, Ask.MAKE, mine, wanted.subList(to, wanted.size())));
            }
        }
        return Optional.empty();
    }

    /** Claims the creation of terms, or keeps the claim. @return those that no other delivery is creating */
    List<Wanted> claim(Delivery delivery, List<Wanted> wanted) {
        return ledger.claim(delivery.store(), wanted, delivery.token(), calls.longestCall());
    }

    /** Options have one address for each attribute, all other kinds one for all. */
    private static Collection<List<Wanted>> byAddress(TermKind kind, Collection<Wanted> missing) {
        Map<Long, List<Wanted>> byAddress = new LinkedHashMap<>();
        for (Wanted wanted : missing) {
            if (wanted.kind() == kind) {
                long address = kind == TermKind.OPTION ? wanted.parentWooId() : 0;
                byAddress.computeIfAbsent(address, none -> new ArrayList<>()).add(wanted);
            }
        }
        return byAddress.values();
    }
}
