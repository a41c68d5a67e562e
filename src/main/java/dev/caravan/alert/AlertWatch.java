package dev.caravan.alert;

import dev.caravan.platform.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the alert conditions of all stores at intervals, and raises and closes alerts. It uses the present state,
 * not the events that led to it.
 */
@Component
class AlertWatch {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.alert");

    /** Sign-ins that failed within this are counted. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AlertSettings settings;
    private final Map<AlertKind, AtomicLong> open = new EnumMap<>(AlertKind.class);

    AlertWatch(Sql sql, TransactionTemplate transaction, Clock clock, AlertSettings settings, MeterRegistry meters) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
        for (AlertKind kind : AlertKind.values()) {
            AtomicLong count = new AtomicLong();
            open.put(kind, count);
            Gauge.builder("caravan.alerts.open", count, AtomicLong::get)
                    .description("Open alerts of all accounts")
                    .tag("kind", kind.code())
                    .register(meters);
        }
    }

    /** A store that meets an alert condition. */
    private record Found(long connectionId, String detail) {}

    /** An account that meets an alert condition. */
    private record FoundAccount(long accountId, String detail) {}

    private record Transition(
            long id, @Nullable Long connectionId, @Nullable String storeName, String transition, String detail) {

        String subject() {
            return connectionId == null ? "account" : storeName + " (connection " + connectionId + ")";
        }
    }

    private record Told(AlertKind kind, Transition transition) {}

    private record Count(String kind, long count) {}

    /** Raises and closes alerts, unless another node is doing so at the same time. */
    public void look() {
        List<Told> news = Objects.requireNonNull(transaction.execute(status -> {
            List<Told> told = new ArrayList<>();
            if (sql.statement("alert/lock-alerts").query(Boolean.class).single()) {
                Instant now = clock.instant();
                for (AlertKind kind : AlertKind.values()) {
                    (kind.ofAccount() ? noteAccounts(kind, now) : noteStores(kind, now))
                            .forEach(transition -> told.add(new Told(kind, transition)));
                }
            }
            return told;
        }));
        news.forEach(AlertWatch::report);
        count();
    }

    private List<Transition> noteAccounts(AlertKind kind, Instant now) {
        List<FoundAccount> found = find(kind, now).query(FoundAccount.class).list();
        return sql.statement("alert/note-account-alerts")
                .param("accounts", found.stream().map(FoundAccount::accountId).toArray(Long[]::new))
                .param("details", found.stream().map(FoundAccount::detail).toArray(String[]::new))
                .param("kind", kind.code())
                .param("over", kind.over())
                .param("webhook", settings.hasWebhook())
                .param("now", Timestamp.from(now))
                .query(Transition.class)
                .list();
    }

    private List<Transition> noteStores(AlertKind kind, Instant now) {
        List<Found> found = find(kind, now).query(Found.class).list();
        return sql.statement("alert/note-alerts")
                .param("connections", found.stream().map(Found::connectionId).toArray(Long[]::new))
                .param("details", found.stream().map(Found::detail).toArray(String[]::new))
                .param("kind", kind.code())
                .param("over", kind.over())
                .param("endsWithPause", kind.endsWithPause())
                .param("webhook", settings.hasWebhook())
                .param("now", Timestamp.from(now))
                .query(Transition.class)
                .list();
    }

    private StatementSpec find(AlertKind kind, Instant now) {
        return switch (kind) {
            case STORE_UNWELL ->
                sql.statement("alert/find-unhealthy-stores")
                        .param("refusing", false)
                        .param("before", Timestamp.from(now.minus(settings.unwellAfter())));
            case STORE_UNWELL_LONG ->
                sql.statement("alert/find-unhealthy-stores")
                        .param("refusing", true)
                        .param("before", Timestamp.from(now.minus(settings.unwellLongAfter())));
            case STORE_UNAUTHORIZED -> sql.statement("alert/find-unauthorized-stores");
            case DEAD_LETTERS ->
                sql.statement("alert/find-stores-with-dead-letters").param("most", settings.deadLetters());
            case OLDEST_OWED ->
                sql.statement("alert/find-late-stores")
                        .param("before", Timestamp.from(now.minus(settings.oldestOwed())));
            case DELETION_GUARD -> sql.statement("alert/find-guarded-stores");
            case SIGN_IN_FAILURES ->
                sql.statement("alert/find-accounts-with-failed-sign-ins")
                        .param("since", Timestamp.from(now.minus(LATELY)))
                        .param("minutes", LATELY.toMinutes())
                        .param("most", settings.signInFailures());
        };
    }

    private static void report(Told told) {
        Transition news = told.transition;
        String code = told.kind.code();
        if (news.transition.equals("raised")) {
            log.warn("Alert {} raised, {}: {}: {}", news.id, code, news.subject(), news.detail);
        } else {
            log.info("Alert {} closed, {}: {}: {}", news.id, code, news.subject(), news.detail);
        }
    }

    private void count() {
        List<Count> counts =
                sql.statement("alert/count-open-alerts").query(Count.class).list();
        open.forEach((kind, gauge) -> gauge.set(counts.stream()
                .filter(count -> count.kind.equals(kind.code()))
                .mapToLong(Count::count)
                .sum()));
    }
}
