package dev.caravan.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds entries to the table. */
@Component
public class AuditTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_JSON = 8_000;

    private final Sql sql;
    private final Clock clock;

    AuditTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** One statement, which joins a transaction if there is one. */
    public void insert(AuditEntry entry) {
        AuditChanges changes = entry.changes();
        var statement = entry.accountId() == null
                ? sql.statement("platform/add-audit-entry-of-stranger")
                : sql.statement("platform/add-audit-entry").param("accountId", entry.accountId());
        statement
                .param("at", Timestamp.from(clock.instant()))
                .param("who", entry.who())
                .param("from", entry.from())
                .param("action", entry.action())
                .param("target", entry.target())
                .param("outcome", entry.outcome().word())
                .param("status", entry.status())
                .param("count", entry.count())
                .param("before", changes == null ? null : json(changes.before()))
                .param("after", changes == null ? null : json(changes.after()))
                .update();
    }

    private static @Nullable String json(Map<String, @Nullable Object> members) {
        if (members.isEmpty()) {
            return null;
        }
        try {
            String text = JSON.writeValueAsString(members);
            return text.length() <= LONGEST_JSON ? text : JSON.writeValueAsString(Map.of("members", members.keySet()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always written", e);
        }
    }
}
