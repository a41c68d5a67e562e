package dev.caravan.platform.audit;

import org.jspecify.annotations.Nullable;

/**
 * The audit entry of a running REST operation, and the part of it that has been written. Used by one thread at a time.
 */
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

    /** A single step of an operation with many steps does not set its target. */
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

    /**
     * Whether the entry is written in the transaction that is about to commit: the first one, unless the operation
     * has many.
     */
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

    /** Whether the end adds to the entry that has been written. */
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
