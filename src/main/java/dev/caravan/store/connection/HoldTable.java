package dev.caravan.store.connection;

import dev.caravan.platform.ClockSetBack;
import dev.caravan.platform.Sql;
import dev.caravan.store.HoldReason;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * A store's health in its row. If no row is written, the connection was deleted meanwhile, is paused by an operator,
 * or nothing has changed.
 */
@Component
class HoldTable {

    private static final int MAX_DETAIL_CHARS = 1_000;
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final Duration NOTICE_EVERY = Duration.ofMinutes(10);

    private final Sql sql;
    private final Clock clock;

    HoldTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void hold(long id, HoldReason reason, String detail, @Nullable String remedy, @Nullable Instant until) {
        now(sql.statement("store/hold-store"))
                .param("id", id)
                .param("reason", reason.text())
                .param("detail", shown(detail))
                .param("remedy", remedy == null ? null : shown(remedy), Types.VARCHAR)
                .param("until", until == null ? null : utc(until), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void release(long id) {
        now(sql.statement("store/release-store")).param("id", id).update();
    }

    void succeeded(long id) {
        now(sql.statement("store/note-success"))
                .param("id", id)
                .param("staleBefore", utc(clock.instant().minus(NEWS)))
                .update();
    }

    void noteNotice(long id, String text) {
        now(sql.statement("store/note-notice"))
                .param("id", id)
                .param("notice", shown(text))
                .param("staleBefore", utc(clock.instant().minus(NOTICE_EVERY)))
                .update();
    }

    @EventListener
    void shorten(ClockSetBack jump) {
        jump.shorten(sql.statement("store/shorten-holds"));
    }

    void pause(long id, String detail) {
        now(sql.statement("store/pause-store"))
                .param("id", id)
                .param("detail", shown(detail))
                .update();
    }

    void resume(long id) {
        sql.statement("store/resume-store").param("id", id).update();
    }

    private StatementSpec now(StatementSpec statement) {
        return statement.param("now", utc(clock.instant()));
    }

    /** PostgreSQL takes no NUL, and a store's text may contain one. */
    private static String shown(String detail) {
        String text = detail.replace("\0", "");
        return text.length() <= MAX_DETAIL_CHARS ? text : text.substring(0, MAX_DETAIL_CHARS - 1) + "…";
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
