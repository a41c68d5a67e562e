package dev.caravan.sync.batch;

import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a store's terms.
 *
 * @param entries the known terms; a term that is missing was never asked for @param alike for unknown terms, the name
 * of one that the store would show instead
 */
public record KnownTerms(Map<Slot, Entry> entries, Map<Slot, String> alike) {

    public KnownTerms(Map<Slot, Entry> entries) {
        this(entries, Map.of());
    }

    /** Where a term lies in the ledger. @param key see {@link dev.caravan.woocommerce.TermBatch#keyOf} */
    public record Slot(TermKind kind, long parentWooId, String key) {

        public static Slot of(Wanted wanted) {
            return new Slot(wanted.kind(), wanted.parentWooId(), wanted.key());
        }
    }

    /**
     * A store's answer about a term.
     *
     * @param name ours
     * @param readAt when it said so
     * @param pending the change that is to be sent: a new {@code name}, or also a new {@code place}, or an {@code
     * order}; null for none
     * @param slug of an attribute that Caravan has made
     * @param made whether Caravan has made it
     * @param shown how the store named it when it was last asked; null if it was not
     * @param remade whether the store had lost it, and it was recreated
     * @param checked the claim in which the store was last asked for it
     * @param menuOrder the place of an option; null if it has none from us
     */
    public record Entry(
            State state,
            @Nullable Long wooId,
            Instant readAt,
            String name,
            @Nullable String pending,
            @Nullable String slug,
            boolean made,
            @Nullable String shown,
            boolean remade,
            @Nullable UUID checked,
            @Nullable Integer menuOrder) {

        /** An entry of which nothing else is known. */
        public Entry(State state, @Nullable Long wooId, Instant readAt) {
            this(state, wooId, readAt, "", null, null, false, null, false, null, null);
        }

        /** Whether the store had it, and a product no longer shows it, so that the store is to be asked. */
        public boolean isDoubted() {
            return state == State.KNOWN && wooId != null && readAt.equals(Instant.EPOCH);
        }

        /** Whether the store has lost it, and it is to be recreated. */
        boolean isLost() {
            return remade && wooId == null;
        }
    }

    /** What is known of a term. */
    public enum State {
        KNOWN,
        /** A delivery is creating it in the store. */
        MAKING,
        /** The store has no global attribute of this name. */
        ABSENT,
        /** The store refuses to create a global attribute of this name. */
        REFUSED
    }

    /** The entries of both. */
    public KnownTerms and(KnownTerms more) {
        Map<Slot, Entry> all = new HashMap<>(entries);
        all.putAll(more.entries());
        return new KnownTerms(all, alike);
    }

    public KnownTerms withAlike(Map<Slot, String> others) {
        return new KnownTerms(entries, others);
    }

    public OptionalLong id(Wanted wanted) {
        Entry entry = entries.get(Slot.of(wanted));
        return entry == null || entry.wooId() == null ? OptionalLong.empty() : OptionalLong.of(entry.wooId());
    }

    /**
     * Whether Caravan has created it under exactly this name: then another letter case in the store is the shop's
     * choice.
     */
    public boolean isMadeAs(Wanted wanted) {
        Entry entry = entries.get(Slot.of(wanted));
        return entry != null && entry.made() && entry.name().equals(wanted.name());
    }

    /**
     * Whether the store has lost it: no product shows it any more, and the next delivery that needs it recreates it.
     */
    public boolean isLost(Wanted wanted) {
        Entry entry = entries.get(Slot.of(wanted));
        return entry != null && entry.isLost();
    }

    public @Nullable Entry entry(Wanted wanted) {
        return entries.get(Slot.of(wanted));
    }
}
