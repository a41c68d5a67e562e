package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads actions for those who follow them. */
@Component
class ActionList {

    private static final int MOST_FAILURES = 20;

    private final Sql sql;
    private final ActionTable table;
    private final Clock clock;

    ActionList(Sql sql, ActionTable table, Clock clock) {
        this.sql = sql;
        this.table = table;
        this.clock = clock;
    }

    private record Listed(ActionView view, long total) {}

    /** Newest first. */
    Page<ActionView> page(Caller caller, Page.Request request) {
        return Page.read(request, rows -> read(caller, null, rows), Listed::total)
                .map(Listed::view);
    }

    /** @throws ApiException 404 for one of another account, or of stores that the caller does not see */
    ActionView one(Caller caller, UUID id) {
        return read(caller, id, Page.Request.of(1, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Job", id))
                .view();
    }

    /** Some of the products that could not be sent. */
    List<ActionView.Failure> failures(Caller caller, UUID id) {
        return sql.statement("sync/list-action-failures")
                .param("accountId", caller.accountId())
                .param("id", id)
                .param("limit", MOST_FAILURES)
                .query(ActionView.Failure.class)
                .list();
    }

    private List<Listed> read(Caller caller, @Nullable UUID id, Page.Request request) {
        return sql.statement("sync/list-actions")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("id", id)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, n) -> new Listed(
                        new ActionView(
                                        row.getObject("id", UUID.class),
                                        ActionKind.of(row.getString("action")),
                                        row.getString("state"),
                                        table.filter(row.getString("filter")),
                                        List.of((Long[])
                                                row.getArray("connection_ids").getArray()),
                                        row.getString("who"),
                                        Objects.requireNonNull(ResultColumns.instant(row, "created_at")),
                                        ResultColumns.instant(row, "finished_at"),
                                        row.getLong("products"),
                                        !row.getBoolean("collected"),
                                        row.getLong("total"),
                                        row.getLong("done"),
                                        row.getLong("failed"),
                                        null,
                                        0,
                                        null)
                                .at(clock.instant()),
                        row.getLong("listed")))
                .list();
    }
}
