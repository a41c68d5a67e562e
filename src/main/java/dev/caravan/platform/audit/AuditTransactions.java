package dev.caravan.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the entry of a REST operation in the transaction of its change, for every service. So neither is committed
 * without the other, and the entry needs no commit of its own. Spring Boot registers the listener at the transaction
 * manager.
 */
@Component
class AuditTransactions implements TransactionExecutionListener {

    private final CurrentOperation current;
    private final AuditTable table;

    AuditTransactions(CurrentOperation current, AuditTable table) {
        this.current = current;
        this.table = table;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        RestOperation operation = current.find();
        if (failure == null
                && operation != null
                && operation.goesWithTransaction()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Entry(operation));
        }
    }

    private final class Entry implements TransactionSynchronization {

        private final RestOperation operation;
        private boolean mine;

        Entry(RestOperation operation) {
            this.operation = operation;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!readOnly && operation.goesWithTransaction()) {
                table.insert(operation.entry());
                operation.noteWritten();
                mine = true;
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (mine && status != STATUS_COMMITTED) {
                operation.noteRolledBack();
            }
        }
    }
}
