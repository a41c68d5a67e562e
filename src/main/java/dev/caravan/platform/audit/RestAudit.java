package dev.caravan.platform.audit;

import dev.caravan.platform.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records every REST operation that changes something, and every one that is refused: called by the first and the
 * last step of all REST routes, so that a new route is recorded as well.
 */
@Component
public class RestAudit {

    private static final Logger log = LoggerFactory.getLogger(RestAudit.class);
    private static final String PROPERTY = "audit";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final RestTargets targets;
    private final CurrentOperation current;
    private final AuditTable table;
    private final RefusalTally refusals;

    RestAudit(RestTargets targets, CurrentOperation current, AuditTable table, RefusalTally refusals) {
        this.targets = targets;
        this.current = current;
        this.table = table;
        this.refusals = refusals;
    }

    /** Notes caller and operation, before it is known whether the call is allowed. */
    public void begins(Exchange exchange, Caller caller) {
        HttpServletRequest request =
                exchange.getMessage().getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class);
        String method = request == null ? "" : request.getMethod();
        String address = request == null ? "" : CallerAddress.of(request);
        String path = request == null ? "" : request.getRequestURI();
        String operationId = exchange.getFromRouteId();
        boolean changing = !READING.contains(method);
        RestOperation operation = new RestOperation(
                AuditEntry.of(operationId).by(caller).from(address).on(targets.of(operationId, path)), changing);
        exchange.setProperty(PROPERTY, operation);
        current.set(changing ? operation : null);
        if (changing) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                /** A step behind a queue ends before the answer is given. */
                @Override
                public boolean allowHandover() {
                    return false;
                }

                @Override
                public void onDone(Exchange done) {
                    endsWithoutAnswer(done, operation);
                }
            });
        }
    }

    /** A success. Fails if it cannot be recorded, so that the caller gets an error. */
    public void answered(Exchange exchange, int status) {
        RestOperation operation = exchange.getProperty(PROPERTY, RestOperation.class);
        if (operation != null && operation.isToBeWritten(status)) {
            table.insert(operation.entry().ended(status));
            operation.noteWritten();
        }
        end(operation);
    }

    /** A failure or a refusal; never fails itself. */
    public void failed(Exchange exchange, int status) {
        RestOperation operation = exchange.getProperty(PROPERTY, RestOperation.class);
        if (operation != null) {
            fail(operation, status);
        }
        end(operation);
    }

    private void fail(RestOperation operation, int status) {
        AuditEntry entry = operation.entry().ended(status);
        if (operation.written()) {
            writeAnyway(entry);
        } else if (operation.changing() || entry.outcome() == AuditOutcome.REFUSED) {
            refusals.add(entry.changing(null).count(null));
        }
    }

    private void end(@Nullable RestOperation operation) {
        current.set(null);
        if (operation != null) {
            operation.end();
        }
    }

    /** A route that ends without the usual step, or that was cut off. */
    private void endsWithoutAnswer(Exchange exchange, RestOperation operation) {
        if (operation.ended()) {
            return;
        }
        end(operation);
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        writeAnyway(operation.entry().ended(status == null ? 500 : status));
    }

    private void writeAnyway(AuditEntry entry) {
        try {
            table.insert(entry);
        } catch (RuntimeException e) {
            log.error(
                    "The end of {} on {} by {} could not be recorded in the audit log",
                    entry.action(),
                    entry.target(),
                    entry.who(),
                    e);
        }
    }
}
