package dev.caravan.sync.compose;

import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Entry;
import dev.caravan.sync.batch.Needs;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.TermQuestion;
import dev.caravan.sync.batch.TermQuestion.Ask;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.sync.mapping.TermNames;
import dev.caravan.woocommerce.BatchRequest;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Questions to a store about terms that it has: new names of the catalogue, and whether it still has an option, with
 * the same name.
 */
public final class KnownTermQuestions {

    /**
     * In a call with more products than these, recent answers are trusted; otherwise an export would ask in each call.
     */
    private static final int FEW = 10;

    private static final Duration TRUSTED_BY_MANY = Duration.ofMinutes(1);

    private static final Duration TRUSTED_IF_UNCLEAR = Duration.ofMinutes(10);
    private static final Pattern SLUG = Pattern.compile("[a-z0-9_-]+");

    private KnownTermQuestions() {}

    /** The question that gives terms the catalogue's present names. */
    public static Optional<TermQuestion> renaming(KnownTerms known) {
        for (TermKind kind : List.of(TermKind.CATEGORY, TermKind.ATTRIBUTE, TermKind.OPTION)) {
            List<Known> pending = new ArrayList<>();
            known.entries().forEach((slot, entry) -> {
                boolean together = pending.isEmpty()
                        || kind != TermKind.OPTION
                        || pending.get(0).wanted().parentWooId() == slot.parentWooId();
                boolean placed = slot.parentWooId() >= 0;
                if (together && placed && slot.kind() == kind && entry.wooId() != null && entry.pending() != null) {
                    Wanted wanted = new Wanted(kind, slot.parentWooId(), entry.name());
                    pending.add(new Known(
                            entry.wooId(), wanted, entry.slug(), entry.pending().equals("place"), entry.menuOrder()));
                }
            });
            if (!pending.isEmpty()) {
                int most = kind == TermKind.ATTRIBUTE ? 1 : BatchRequest.MAX_OPERATIONS;
                return Optional.of(
                        TermQuestion.about(kind, Ask.RENAME, pending.subList(0, Math.min(most, pending.size()))));
            }
        }
        return Optional.empty();
    }

    /** @param claim in which each is asked for once @param options that are sent, by the products that name them */
    public static Optional<TermQuestion> checking(
            UUID claim, Collection<? extends Collection<Wanted>> options, KnownTerms known, Instant now) {
        Instant trusted = options.size() <= FEW ? Instant.MAX : now.minus(TRUSTED_BY_MANY);
        Map<KnownTerms.Slot, Known> open = new LinkedHashMap<>();
        Long attribute = null;
        for (Wanted option : (Iterable<Wanted>) options.stream().flatMap(Collection::stream)::iterator) {
            Entry entry = known.entry(option);
            Long id = entry == null
                            || claim.equals(entry.checked())
                            || !entry.readAt().isBefore(trusted)
                    ? null
                    : entry.wooId();
            if (id != null && (attribute == null || attribute == option.parentWooId())) {
                attribute = option.parentWooId();
                open.putIfAbsent(KnownTerms.Slot.of(option), new Known(id, option, null, false, null));
                if (open.size() == BatchRequest.MAX_OPERATIONS) {
                    break;
                }
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(TermQuestion.about(TermKind.OPTION, Ask.CHECK, List.copyOf(open.values())));
    }

    /** The question about terms that a product no longer shows. */
    public static Optional<TermQuestion> doubted(KnownTerms known) {
        List<Wanted> doubted = new ArrayList<>();
        known.entries().forEach((slot, entry) -> {
            if (entry.isDoubted()) {
                doubted.add(new Wanted(slot.kind(), slot.parentWooId(), entry.name()));
            }
        });
        return check(doubted, known);
    }

    /**
     * The question about options of variations whose update does not contain them. If an option's name equals its slug,
     * the answer looks the same after the store has lost it, so these are asked for at intervals.
     */
    public static Optional<TermQuestion> unclear(Collection<Needs> needs, KnownTerms known, Instant now) {
        List<Wanted> unclear = needs.stream()
                .map(Needs::decided)
                .filter(plan -> plan.row().isVariant() && plan.action() == Plan.Action.UPDATE)
                .flatMap(plan -> TermNames.options(plan.document()).stream())
                .filter(option -> {
                    Entry entry = known.entry(option);
                    return entry != null
                            && entry.wooId() != null
                            && entry.readAt().isBefore(now.minus(TRUSTED_IF_UNCLEAR))
                            && SLUG.matcher(entry.shown() == null ? option.name() : entry.shown())
                                    .matches();
                })
                .toList();
        return check(unclear, known);
    }

    /** The question about those that fit into one call: of one kind, options of one attribute. */
    private static Optional<TermQuestion> check(List<Wanted> terms, KnownTerms known) {
        Map<KnownTerms.Slot, Known> open = new LinkedHashMap<>();
        for (Wanted term : terms) {
            Entry entry = known.entry(term);
            Wanted first = terms.get(0);
            boolean together = term.kind() == first.kind()
                    && (term.kind() != TermKind.OPTION || term.parentWooId() == first.parentWooId());
            if (together && entry != null && entry.wooId() != null && open.size() < BatchRequest.MAX_OPERATIONS) {
                open.putIfAbsent(KnownTerms.Slot.of(term), new Known(entry.wooId(), term, null, false, null));
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(TermQuestion.about(terms.get(0).kind(), Ask.CHECK, List.copyOf(open.values())));
    }
}
