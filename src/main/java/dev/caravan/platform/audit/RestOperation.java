package dev.caravan.platform.audit;

import org.jspecify.annotations.Nullable;

/** What is known of a running REST operation, and how much of it has been written. Used by one thread at a time. */
final class RestOperation {

    private AuditEntry entry;
    private final boolean changing;
    private boolean begun;
    private boolean written;
    private boolean news;
    private boolean ended;

    /** @param changing whether it changes something: reading is recorded only when it is refused */
    RestOperation(AuditEntry entry, boolean changing) {
        this.entry = entry;
        this.changing = changing;
    }

    AuditEntry entry() {
        return entry;
    }

    boolean changing() {
        return changing;
    }

    void changes(@Nullable AuditChanges changes) {
        entry = entry.changing(changes);
        news = true;
    }

    void count(long many) {
        entry = entry.count(many);
        news = true;
    }

    /** One of many steps does not say on what all of them act. */
    void target(String target) {
        if (!begun) {
            entry = entry.on(target);
            news = true;
        }
    }

    boolean begun() {
        return begun;
    }

    void noteBegun() {
        begun = true;
        news = true;
    }

    /** Whether the entry goes with the transaction that is about to commit: the first one, unless there are many. */
    boolean goesWithTransaction() {
        return changing && !begun && !written && !ended;
    }

    void noteWritten() {
        written = true;
        news = false;
    }

    /** The transaction was rolled back, and the entry with it. */
    void noteRolledBack() {
        written = false;
        news = true;
    }

    /** Whether the end tells more than what has been written. */
    boolean isToBeWritten(int status) {
        return changing && (!written || news || status >= 400);
    }

    boolean written() {
        return written || begun;
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }
}
