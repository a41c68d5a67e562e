package dev.caravan.alert;

import dev.caravan.platform.ClockSetBack;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The table of webhooks that are to be sent. A try without an answer is repeated, so a webhook is sent at least once.
 */
@Component
class WebhookOutbox {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.alert");

    /** Longer than a try can take: 5 s for a connection, 5 s to reach the receiver, 15 s for its answer. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final double DOUBLING = 2;
    private static final double JITTER = 0.2;
    /** Beyond this the longest wait is reached with any setting. */
    private static final int MANY = 30;

    private static final int MAX_ERROR_CHARS = 300;
    private static final int GONE = 410;

    private final Sql sql;
    private final Clock clock;
    private final AlertSettings settings;
    private final MeterRegistry meters;
    private final IntervalFunction waits;

    WebhookOutbox(Sql sql, Clock clock, AlertSettings settings, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        this.waits = IntervalFunction.ofExponentialRandomBackoff(
                this.settings.webhookBackoff(), DOUBLING, JITTER, LONGEST_WAIT);
        for (Outcome outcome : Outcome.values()) {
            counter(outcome); // shown from the start on
        }
    }

    private enum Outcome {
        SENT,
        PENDING,
        FAILED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @EventListener
    void shorten(ClockSetBack jump) {
        jump.shorten(sql.statement("alert/shorten-webhook-waits"));
    }

    /** The webhook that is due first, leased; null if none is, or if no receiver is set. */
    @Nullable Webhook claim() {
        if (!settings.hasWebhook()) {
            return null;
        }
        Instant now = clock.instant();
        UUID token = UUID.randomUUID();
        return sql.statement("alert/claim-alert-delivery")
                .param("token", token)
                .param("leaseUntil", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .query((row, n) -> read(row, token))
                .optional()
                .orElse(null);
    }

    /** The receiver has answered. */
    void answered(Webhook webhook, int status) {
        if (status >= 200 && status < 300) {
            settle(webhook, Outcome.SENT, status, null);
        } else if (status == GONE) {
            giveUp(webhook, status, "The receiver does not want them any more (410)");
        } else {
            failed(webhook, status, "The receiver answered " + status);
        }
    }

    /** The receiver did not answer, or its answer was no success. @param error without secrets */
    void failed(Webhook webhook, @Nullable Integer status, String error) {
        if (webhook.attempt() >= settings.webhookAttempts()) {
            giveUp(webhook, status, error);
        } else {
            settle(webhook, Outcome.PENDING, status, error);
        }
    }

    private void giveUp(Webhook webhook, @Nullable Integer status, String error) {
        log.warn(
                "The webhook of alert {} ({}, {}) was abandoned after {} tries: {}",
                webhook.alertId(),
                webhook.kind().code(),
                webhook.connectionId() == null ? "account" : "connection " + webhook.connectionId(),
                webhook.attempt(),
                error);
        settle(webhook, Outcome.FAILED, status, error);
    }

    /** If no row is written, the lease was lost, and another sender has the webhook. */
    private void settle(Webhook webhook, Outcome outcome, @Nullable Integer status, @Nullable String error) {
        Instant now = clock.instant();
        Duration wait = Duration.ofMillis(waits.apply(Math.min(webhook.attempt(), MANY)));
        sql.statement("alert/settle-alert-delivery")
                .param("id", webhook.id())
                .param("token", webhook.token())
                .param("state", outcome.code())
                .param("dueAt", Timestamp.from(outcome == Outcome.PENDING ? now.plus(wait) : now))
                .param("httpStatus", status, Types.INTEGER)
                .param("error", error == null ? null : cut(error), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .update();
        counter(outcome).increment();
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("caravan.alert.webhooks")
                .description("Tries to send a webhook, by outcome")
                .tag("outcome", outcome == Outcome.PENDING ? "retry" : outcome.code())
                .register(meters);
    }

    private static String cut(String error) {
        String text = error.replace("\0", "");
        return text.length() <= MAX_ERROR_CHARS ? text : text.substring(0, MAX_ERROR_CHARS - 1) + "…";
    }

    private static Webhook read(ResultSet row, UUID token) throws SQLException {
        boolean raised = row.getString("transition").equals("raised");
        String detail = raised ? row.getString("detail") : row.getString("closed_detail");
        return new Webhook(
                row.getLong("id"),
                token,
                row.getString("message_id"),
                raised,
                row.getInt("attempts"),
                row.getLong("alert_id"),
                row.getLong("account_id"),
                row.getObject("connection_id", Long.class),
                row.getString("store_name"),
                AlertKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                detail == null ? "" : detail,
                row.getTimestamp("opened_at").toInstant(),
                raised ? null : ResultColumns.instant(row, "closed_at"));
    }
}
