package dev.caravan.sync.batch;

import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store is asked about terms in one call.
 *
 * @param ask the purpose of the call @param wanted of one kind @param later terms that are to be created at the same
 * address after them, in further calls
 * @param known those that are checked or renamed, of one address
 */
public record TermQuestion(TermKind kind, Ask ask, List<Wanted> wanted, List<Wanted> later, List<Known> known) {

    /**
     * A term that the store has.
     *
     * @param slug of an attribute
     * @param moved whether it also gets another parent category
     * @param place of an option that has another one now
     */
    public record Known(
            long wooId,
            Wanted wanted,
            @Nullable String slug,
            boolean moved,
            @Nullable Integer place) {}

    /** The purpose of the call. */
    public enum Ask {
        /** Which of them it has. */
        LIST,
        /** To find or create them. */
        MAKE,
        /** To create a global attribute with another slug than that of its name. */
        MAKE_OTHERWISE,
        /**
         * Which of them it has, after it refused to create them: it may have created them in a call whose answer was
         * lost.
         */
        LIST_AFTER_REFUSAL,
        /** Whether it still has them, and how it names them. */
        CHECK,
        /** To give them the catalogue's present names. */
        RENAME
    }

    public TermQuestion {
        wanted = List.copyOf(wanted);
        later = List.copyOf(later);
        known = List.copyOf(known);
    }

    public TermQuestion(TermKind kind, Ask ask, List<Wanted> wanted, List<Wanted> later) {
        this(kind, ask, wanted, later, List.of());
    }

    /** About terms that the store has. */
    public static TermQuestion about(TermKind kind, Ask ask, List<Known> known) {
        return new TermQuestion(kind, ask, List.of(), List.of(), known);
    }

    public TermQuestion(TermKind kind, Ask ask, List<Wanted> wanted) {
        this(kind, ask, wanted, List.of());
    }

    public boolean lists() {
        return ask == Ask.LIST || ask == Ask.LIST_AFTER_REFUSAL;
    }

    /** The notes by the store's list. @param ids by {@link Wanted#key} */
    public List<TermNote> listed(Map<String, Long> ids) {
        return wanted.stream()
                .filter(one -> ask == Ask.LIST || ids.containsKey(one.key()))
                .map(one -> {
                    Long id = ids.get(one.key());
                    return id == null ? new TermNote(one, State.ABSENT, null) : TermNote.known(one, id);
                })
                .toList();
    }
}
