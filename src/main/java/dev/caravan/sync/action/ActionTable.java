package dev.caravan.sync.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.Sql;
import dev.caravan.sync.action.ActionJob.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The actions that are carried out, and the products of each. */
@Component
class ActionTable {

    private final Sql sql;
    private final ObjectMapper mapper;

    ActionTable(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    /** An action whose step is due. @param cancelling whether it is to be cancelled */
    record Due(ActionJob job, boolean cancelling) {}

    /** Actions that have not ended; until the end of the transaction no other caller counts them. */
    long running(long accountId) {
        sql.statement("sync/lock-account-actions")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
        return sql.statement("sync/count-running-actions")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
    }

    void insert(ActionJob job, Instant now) {
        sql.statement("sync/insert-action")
                .param("id", job.id())
                .param("accountId", job.accountId())
                .param("action", job.kind().code())
                .param("filter", job.filter() == null ? null : written(job.filter()))
                .param("connectionIds", job.connectionIds().toArray(Long[]::new))
                .param("who", job.who())
                .param("now", Timestamp.from(now))
                .update();
    }

    void addPortion(ActionJob job, List<Long> productIds) {
        of("sync/add-action-portion", job)
                .param("ids", productIds.toArray(Long[]::new))
                .update();
    }

    /** The products of the next portion; empty: there is none. */
    List<Long> portion(ActionJob job) {
        return of("sync/read-action-portion", job)
                .param("no", job.progress().portion())
                .query(Long.class)
                .list();
    }

    /** Locks the one that is due first until the end of the transaction. */
    Optional<Due> lockDue(Instant now) {
        return sql.statement("sync/lock-due-action")
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Due(job(row), row.getString("state").equals("cancelling")))
                .optional();
    }

    /** @param dueAt of its next step */
    void save(ActionJob job, Instant dueAt, Instant now) {
        Progress progress = job.progress();
        of("sync/save-action", job)
                .param("products", progress.products())
                .param("total", progress.total())
                .param("collected", progress.collected())
                .param("lastProduct", progress.lastProduct())
                .param("portion", progress.portion())
                .param("store", progress.store())
                .param("done", progress.done())
                .param("failed", progress.failed())
                .param("dueAt", Timestamp.from(dueAt))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** @param state done, cancelled or failed */
    void end(ActionJob job, String state, Instant now) {
        of("sync/end-action", job)
                .param("state", state)
                .param("now", Timestamp.from(now))
                .update();
    }

    void delay(ActionJob job, int tries, Instant dueAt) {
        of("sync/delay-action", job)
                .param("tries", tries)
                .param("dueAt", Timestamp.from(dueAt))
                .update();
    }

    void cancel(long accountId, UUID id, Instant now) {
        sql.statement("sync/cancel-action")
                .param("accountId", accountId)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Adds the products of exports that have ended to those that are done. */
    ActionJob counted(ActionJob job) {
        return of("sync/count-ended-exports", job)
                .query((row, n) -> job.at(job.progress().counted(row.getLong("ended"), row.getLong("refused"))))
                .single();
    }

    List<UUID> runningExports(ActionJob job) {
        return of("sync/find-running-exports", job).query(UUID.class).list();
    }

    private StatementSpec of(String statement, ActionJob job) {
        return sql.statement(statement).param("accountId", job.accountId()).param("id", job.id());
    }

    private ActionJob job(ResultSet row) throws SQLException {
        Progress progress = new Progress(
                row.getLong("products"),
                row.getLong("total"),
                row.getBoolean("collected"),
                row.getLong("last_product"),
                row.getInt("portion"),
                row.getInt("store"),
                row.getLong("done"),
                row.getLong("failed"));
        return new ActionJob(
                row.getObject("id", UUID.class),
                row.getLong("account_id"),
                ActionKind.of(row.getString("action")),
                filter(row.getString("filter")),
                List.of((Long[]) row.getArray("connection_ids").getArray()),
                row.getString("who"),
                progress,
                row.getInt("tries"));
    }

    @Nullable ActionFilter filter(@Nullable String json) {
        try {
            return json == null ? null : mapper.readValue(json, ActionFilter.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The filter of an action is not what was written", e);
        }
    }

    private String written(ActionFilter filter) {
        try {
            return mapper.writeValueAsString(filter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A filter cannot be written", e);
        }
    }
}
