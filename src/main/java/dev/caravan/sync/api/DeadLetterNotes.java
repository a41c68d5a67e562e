package dev.caravan.sync.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people write for each other about dead letters. */
@Component
class DeadLetterNotes {

    private static final String MEMBER = "note";

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final JsonBody json;
    private final AuditLog audit;
    private final Clock clock;

    DeadLetterNotes(Sql sql, TransactionTemplate transaction, JsonBody json, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param note null: it is removed */
    record Body(
            @Size(max = 2_000) @Pattern(
                    regexp = "[\\n\\t[^\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]]*",
                    message = "must not have control characters or characters that turn the direction of text around")
            @Nullable String note) {

        Body {
            String text = note == null ? "" : note.replace("\r\n", "\n").strip();
            note = text.isEmpty() ? null : text;
        }
    }

    /** @throws ApiException 404 if the letter does not exist, 400 for a note that cannot be kept */
    void write(Caller caller, long id, ObjectNode body) {
        if (!body.path(MEMBER).isTextual() && !body.path(MEMBER).isNull()) {
            throw ApiException.invalid(MEMBER, "must be a text, or null to remove the note");
        }
        String note = json.read(body, Body.class).note();
        transaction.executeWithoutResult(status -> {
            List<@Nullable String> before = sql.statement("sync/note-dead-letter")
                    .param("accountId", caller.accountId())
                    .param("only", caller.onlyConnections())
                    .param("id", id)
                    .param("note", note)
                    .param("who", caller.username())
                    .param("now", Timestamp.from(clock.instant()))
                    .query(String.class)
                    .list();
            if (before.isEmpty()) {
                throw ApiException.notFound("Dead letter", id);
            }
            audit.changed(new AuditChanges().member(MEMBER, before.get(0), note));
        });
    }
}
