package dev.caravan.platform.audit;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was done by whom. A REST operation that changes something is recorded by itself, in the transaction of the change if there
 * is one: a service that changes something only says what it changed ({@link #changed}, {@link #counted}). What is no REST operation,
 * such as a sign-in, is written ({@link #write}), and what a stranger can repeat at will is counted ({@link #refused}).
 */
@Component
public class AuditLog {

    private final AuditTable table;
    private final CurrentOperation current;
    private final RefusalTally refusals;

    AuditLog(AuditTable table, CurrentOperation current, RefusalTally refusals) {
        this.table = table;
        this.current = current;
        this.refusals = refusals;
    }

    /** Writes an entry; in the caller's transaction if there is one. */
    public void write(AuditEntry entry) {
        table.insert(entry);
    }

    /**
     * Counts something that was refused or has failed. The first of a kind in a minute is written at once, the others as one entry
     * with their count at its end; of very many kinds, most are counted together. Never throws.
     */
    public void refused(AuditEntry entry) {
        refusals.add(entry);
    }

    /** Says what the running REST operation changes. Nothing happens where there is none, such as at the start. */
    public void changed(AuditChanges changes) {
        RestOperation operation = current.find();
        if (operation != null) {
            operation.changes(changes);
        }
    }

    /** Says how many the running REST operation concerns. */
    public void counted(long many) {
        RestOperation operation = current.find();
        if (operation != null) {
            operation.count(many);
        }
    }

    /** Says on what the running REST operation acts, where its address does not say it: what has just been made. */
    public void target(String target) {
        RestOperation operation = current.find();
        if (operation != null) {
            operation.target(target);
        }
    }

    /** From where the running REST operation, which changes something, was called; empty where there is none. */
    public String callerAddress() {
        RestOperation operation = current.find();
        return operation == null ? "" : operation.entry().from();
    }

    /**
     * Writes at once, outside of any transaction, that the running REST operation has begun: for one of many transactions, which a
     * crash may leave half done. Its end is written with its count.
     */
    public void begun() {
        RestOperation operation = current.find();
        if (operation != null && !operation.begun() && !TransactionSynchronizationManager.isActualTransactionActive()) {
            table.insert(operation.entry().ended(AuditOutcome.BEGUN));
            operation.noteBegun();
        }
    }
}
