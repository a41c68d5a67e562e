package dev.caravan.platform.trace;

import dev.caravan.platform.Sql;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Tells the database the trace that a transaction belongs to. Product events that are written in it have that trace, by the default of
 * their column, so no statement has to write it.
 */
final class TracedTransactions implements TransactionExecutionListener {

    private final ObjectProvider<Sql> sql;

    TracedTransactions(ObjectProvider<Sql> sql) {
        this.sql = sql;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        SpanContext span = Span.current().getSpanContext();
        if (failure == null && span.isSampled() && !transaction.isReadOnly()) {
            sql.getObject()
                    .statement("platform/set-trace")
                    .param("trace", "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01")
                    .query(String.class)
                    .single();
        }
    }
}
