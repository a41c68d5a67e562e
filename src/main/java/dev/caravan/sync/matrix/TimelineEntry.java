package dev.caravan.sync.matrix;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.ResultColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a product or a store at a moment.
 *
 * @param who the user or key; null: Caravan itself
 * @param action the operation of an attempt, the name of an action, or what became of a dead letter
 * @param outcome synced, retry or error of an attempt; done, refused or failed of an action
 * @param fields that were sent or changed
 */
record TimelineEntry(
        Kind kind,
        long id,
        Instant at,
        @Nullable Long connectionId,
        @Nullable Long productId,
        @Nullable String sku,
        @Nullable String who,
        String action,
        @Nullable String outcome,
        List<String> fields,
        @Nullable Integer httpStatus,
        @Nullable Integer durationMs,
        @Nullable Integer attempt,
        @Nullable Long count,
        @Nullable String errorCode,
        @Nullable String message) {

    /** Where it is recorded. */
    public enum Kind {
        /** A delivery: what was sent and what was answered. */
        ATTEMPT,
        /** A person or a program changed something. */
        ACTION,
        /** A dead letter was closed. */
        DEAD_LETTER;

        /** The word of the API. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a word; null for none. @throws ApiException 400 for a word that means none */
        static @Nullable Kind of(@Nullable String code) {
            return code == null || code.isBlank()
                    ? null
                    : Arrays.stream(values())
                            .filter(kind -> kind.code().equals(code))
                            .findFirst()
                            .orElseThrow(() -> ApiException.invalid("kind", "must be attempt, action or dead_letter"));
        }
    }

    static TimelineEntry readAttempt(ResultSet row, int number) throws SQLException {
        return new TimelineEntry(
                Kind.ATTEMPT,
                row.getLong("id"),
                moment(row),
                row.getLong("connection_id"),
                row.getLong("product_id"),
                row.getString("sku"),
                null,
                row.getString("operation"),
                row.getString("outcome"),
                ResultColumns.texts(row, "fields"),
                (Integer) row.getObject("http_status"),
                (Integer) row.getObject("millis"),
                row.getInt("attempt"),
                null,
                row.getString("error_code"),
                row.getString("error_message"));
    }

    static TimelineEntry readAction(ResultSet row, int number) throws SQLException {
        return new TimelineEntry(
                Kind.ACTION,
                row.getLong("id"),
                moment(row),
                null,
                null,
                null,
                row.getString("who"),
                row.getString("action"),
                row.getString("outcome"),
                ResultColumns.texts(row, "fields"),
                null,
                null,
                null,
                (Long) row.getObject("count"),
                null,
                null);
    }

    static TimelineEntry readDeadLetter(ResultSet row, int number) throws SQLException {
        return new TimelineEntry(
                Kind.DEAD_LETTER,
                row.getLong("id"),
                moment(row),
                row.getLong("connection_id"),
                row.getLong("product_id"),
                row.getString("sku"),
                row.getString("closed_by"),
                row.getString("state"),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                row.getString("code"),
                row.getString("message"));
    }

    private static Instant moment(ResultSet row) throws SQLException {
        return Objects.requireNonNull(ResultColumns.instant(row, "at"));
    }
}
