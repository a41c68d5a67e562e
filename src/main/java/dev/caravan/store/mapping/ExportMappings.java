package dev.caravan.store.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.StoreChanged;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates, changes and deletes export mappings. In the same transaction all of the connection's products are marked
 * pending, because the store is to show other fields.
 */
@Component
class ExportMappings implements ExportMappingsApi {

    private final ExportMappingTable table;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final JsonBody json;
    private final TransactionTemplate transaction;

    ExportMappings(
            ExportMappingTable table,
            ApplicationEventPublisher events,
            AuditLog audit,
            JsonBody json,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.events = events;
        this.audit = audit;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<ExportMapping> active(long accountId, long connectionId) {
        return table.active(accountId, connectionId).map(ExportMappingRow::mapping);
    }

    @Override
    public ExportMapping draft(long accountId, long connectionId, ObjectNode body) {
        return ExportMappingRules.read(
                0, connectionId, json.read(body, ExportMappingBody.class), table.names(accountId));
    }

    @Override
    public List<Source> sources(long accountId, String field, List<String> names) {
        SourceNames known = table.names(accountId);
        return names.stream()
                .map(name -> known.find(name)
                        .orElseThrow(() -> ApiException.invalid(
                                field, "has \"" + name + "\", which is no field or attribute; " + known.all())))
                .toList();
    }

    ExportMappingRow get(Caller caller, long id) {
        return table.find(caller.accountId(), id)
                .filter(row -> caller.sees(row.mapping().connectionId()))
                .orElseThrow(() -> ApiException.notFound("Export mapping", id));
    }

    ExportMappingRow create(Caller caller, long connectionId, ExportMappingBody body) {
        long account = caller.accountId();
        boolean active = !Boolean.FALSE.equals(body.isActive());
        return change(account, connectionId, active, () -> {
            ExportMapping mapping = ExportMappingRules.read(0, connectionId, body, table.names(account));
            if (active) {
                table.deactivateAll(account, connectionId);
            }
            ExportMappingRow made = get(caller, table.insert(account, mapping, active));
            audit.target("connections/" + connectionId + "/export-mappings/"
                    + made.mapping().id());
            audit.changed(ExportMappingAudit.changes(null, made, table.names(account)));
            return made;
        });
    }

    /** @param edit computes the new body from the present one */
    ExportMappingRow update(Caller caller, long id, Function<ExportMappingRow, ExportMappingBody> edit) {
        long account = caller.accountId();
        long connectionId = get(caller, id).mapping().connectionId();
        boolean[] touched = new boolean[1];
        ExportMappingRow row = Objects.requireNonNull(transaction.execute(status -> {
            table.lockAccount(account);
            ExportMappingRow before = get(caller, id);
            ExportMappingBody body = edit.apply(before);
            ExportMapping mapping = ExportMappingRules.read(id, connectionId, body, table.names(account));
            boolean active = Boolean.TRUE.equals(body.isActive());
            if (active && !before.active()) {
                table.deactivateAll(account, connectionId);
            }
            table.update(account, mapping, active);
            touched[0] = active != before.active() || active && !mapping.equals(before.mapping());
            publish(account, connectionId, touched[0]);
            ExportMappingRow after = get(caller, id);
            audit.target("connections/" + connectionId + "/export-mappings/" + id);
            audit.changed(ExportMappingAudit.changes(before, after, table.names(account)));
            return after;
        }));
        wake(account, connectionId, touched[0]);
        return row;
    }

    void delete(Caller caller, long id) {
        long account = caller.accountId();
        ExportMappingRow row = get(caller, id);
        change(account, row.mapping().connectionId(), row.active(), () -> {
            table.delete(account, id);
            audit.target("connections/" + row.mapping().connectionId() + "/export-mappings/" + id);
            audit.changed(ExportMappingAudit.changes(row, null, table.names(account)));
            return row;
        });
    }

    private ExportMappingRow change(long account, long connectionId, boolean touches, Supplier<ExportMappingRow> work) {
        ExportMappingRow row = Objects.requireNonNull(transaction.execute(status -> {
            table.lockAccount(account);
            ExportMappingRow changed = work.get();
            publish(account, connectionId, touches);
            return changed;
        }));
        wake(account, connectionId, touches);
        return row;
    }

    private void publish(long account, long connectionId, boolean touches) {
        if (touches) {
            events.publishEvent(new ExportMappingChanging(account, connectionId));
        }
    }

    private void wake(long account, long connectionId, boolean touches) {
        if (touches) {
            events.publishEvent(new ExportMappingChanged(account, connectionId));
            events.publishEvent(new StoreChanged(connectionId, StoreChanged.Kind.UPDATED));
        }
    }
}
