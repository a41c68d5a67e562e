package dev.caravan.platform.security;

import dev.caravan.platform.RateLimitedLog;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditEntry;
import dev.caravan.platform.audit.AuditLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records failed sign-ins: each in the metrics, one log line in ten seconds, one row for each minute in the database,
 * from which an alert is raised, and entries in the audit log, which counts repetitions. However many there are,
 * little is written.
 */
@Component
class SignInFailures {

    private static final Logger log = LoggerFactory.getLogger(SignInFailures.class);
    private static final int MOST_TOLD_APART = 100;
    /** Longer than the window of any alert. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** The way of the sign-in. */
    enum Way {
        PASSWORD,
        API_KEY,
        OIDC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Sql sql;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RateLimitedLog lines = new RateLimitedLog();
    private final FailureTally tally = new FailureTally(MOST_TOLD_APART);
    private final AuditLog audit;

    SignInFailures(Sql sql, Clock clock, MeterRegistry meters, AuditLog audit) {
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
        for (Way way : Way.values()) {
            counter(way, "wrong");
            counter(way, "refused");
        }
    }

    /** The password, key or claim was wrong. */
    void wrong(Way way, String username, Network network) {
        note(way, "wrong", username, network);
    }

    /** It was not checked, because too many have failed before. */
    void refused(Way way, String username, Network network) {
        note(way, "refused", username, network);
    }

    /** Writes the counts; counts that cannot be written now are written with the next ones. */
    public void write() {
        List<FailureTally.Count> counts = tally.take();
        if (counts.isEmpty()) {
            return;
        }
        try {
            sql.statement("platform/count-sign-in-failures")
                    .param(
                            "usernames",
                            counts.stream().map(FailureTally.Count::username).toArray(String[]::new))
                    .param(
                            "failures",
                            counts.stream().map(FailureTally.Count::failures).toArray(Long[]::new))
                    .param("minute", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MINUTES)))
                    .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                    .update();
        } catch (RuntimeException e) {
            counts.forEach(count -> tally.add(count.username(), count.network(), count.failures()));
            throw e;
        }
    }

    private void note(Way way, String outcome, String username, Network network) {
        String name = Names.clean(username);
        counter(way, outcome).increment();
        tally.add(name, network.name(), 1);
        audit.refused(
                AuditEntry.of("sign-in").by(name).from(network.name()).ended(outcome.equals("wrong") ? 401 : 429));
        long failed = lines.due();
        if (failed > 0) {
            log.warn("{} sign-in(s) failed, the last one of \"{}\" from {}", failed, name, network.name());
        }
    }

    private Counter counter(Way way, String outcome) {
        return Counter.builder("caravan.sign.in.failures")
                .description(
                        "Sign-ins with a wrong password, key or claim, and those that were refused without a look at them")
                .tag("way", way.word())
                .tag("outcome", outcome)
                .register(meters);
    }
}
