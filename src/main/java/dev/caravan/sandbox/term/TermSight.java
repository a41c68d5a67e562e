package dev.caravan.sandbox.term;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which terms a call finds by their names: those that existed when it began, and its own. WordPress searches for a term
 * and then creates it, without a lock in between: parallel creates of one tag made duplicates in 7 of 30 recorded
 * rounds. Here every two overlapping calls do so, because a client must be right in the worst case.
 */
final class TermSight {

    private final ThreadLocal<@Nullable Call> call = new ThreadLocal<>();

    private record Call(long newestThen, Set<Long> own) {}

    /** @param newest the highest id of a term so far */
    void begin(long newest) {
        call.set(new Call(newest, new HashSet<>()));
    }

    void end() {
        call.remove();
    }

    void made(long id) {
        Call current = call.get();
        if (current != null) {
            current.own().add(id);
        }
    }

    /** Outside of calls all terms are seen: for changes by the shop owner, and when the journal is replayed. */
    boolean sees(long id) {
        Call current = call.get();
        return current == null || id <= current.newestThen() || current.own().contains(id);
    }
}
