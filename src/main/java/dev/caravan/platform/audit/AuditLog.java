package dev.caravan.platform.audit;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records who did what. A REST operation that changes something is recorded automatically, in the transaction of the
 * change if there is one: its service only reports what it changed ({@link #changed}, {@link #counted}). Other acts,
 * such as a sign-in, are written by {@link #write}. Acts that a stranger can repeat at will are counted ({@link
 * #refused}).
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
     * Counts something that was refused or has failed. The first of a kind in a minute is written at once, the others
     * as one entry with their count at its end; if there are very many kinds, most are counted together. Never throws.
     */
    public void refused(AuditEntry entry) {
        refusals.add(entry);
    }

    /** Reports what the running REST operation changes. Does nothing if none is running, such as at the start. */
    public void changed(AuditChanges changes) {
        RestOperation operation = current.find();
        if (operation != null) {
            operation.changes(changes);
        }
    }

    /** Reports how many objects the running REST operation concerns. */
    public void counted(long many) {
        RestOperation operation = current.find();
        if (operation != null) {
            operation.count(many);
        }
    }

    /**
     * Reports the object of the running REST operation, if its address does not name it: an object that was just
     * created.
     */
    public void target(String target) {
        RestOperation operation = current.find();
        if (operation != null) {
            operation.target(target);
        }
    }

    /** The address of the caller of the running REST operation, if it changes something; empty if none is running. */
    public String callerAddress() {
        RestOperation operation = current.find();
        return operation == null ? "" : operation.entry().from();
    }

    /**
     * Writes at once, outside of any transaction, that the running REST operation has begun. This is for operations
     * of many transactions, which a crash may leave half done. Their end is written with their count.
     */
    public void begun() {
        RestOperation operation = current.find();
        if (operation != null && !operation.begun() && !TransactionSynchronizationManager.isActualTransactionActive()) {
            table.insert(operation.entry().ended(AuditOutcome.BEGUN));
            operation.noteBegun();
        }
    }
}
