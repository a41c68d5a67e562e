package dev.caravan.sync.fanout;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.settle.SyncJournal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The deletion guard. If a store loses more than a share of its linked products within the window, its deletions wait
 * until an operator confirms them, or the products are restored. All other changes are delivered.
 */
@Component
public class MassDeletions {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.sync");

    /**
     * Within this time a deletion that was in a call when the guard was raised is pending again: no call takes longer.
     */
    private static final Duration STRAGGLING = Duration.ofMinutes(10);

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SyncSettings settings;
    private final AtomicLong held = new AtomicLong();

    public MassDeletions(
            Sql sql, TransactionTemplate transaction, Clock clock, SyncSettings settings, MeterRegistry meters) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
        Gauge.builder("caravan.deletions.held", held, AtomicLong::get)
                .description("Deletions that wait for an operator")
                .register(meters);
    }

    /** A guard that was raised just now. @param removed how many of the linked products were removed */
    record Raised(long connectionId, String storeName, long removed, long linked) {}

    /** How long a deletion waits before it is sent, so that a mass deletion is noticed in time. */
    Duration delay() {
        return isOff() ? Duration.ZERO : settings.massDeleteWait();
    }

    /** After a fan-out that has removed products of these stores, in its transaction. */
    List<Raised> weigh(List<Long> connections, Instant now) {
        if (isOff()) {
            return List.of();
        }
        return sql.statement("sync/guard-deletions")
                .param("connections", connections.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(settings.massDeleteWindow())))
                .param("floor", settings.massDeleteFloor())
                .param("share", settings.massDeleteShare())
                .query(Raised.class)
                .list();
    }

    /** After the commit. */
    void report(List<Raised> raised) {
        for (Raised guard : raised) {
            log.warn(
                    "{} of {} products of {} (connection {}) were deleted within {}: its deletions wait until they are"
                            + " confirmed (POST /integration/woocommerce/connections/{}/deletions/confirm) or the products"
                            + " restored",
                    guard.removed,
                    guard.linked,
                    guard.storeName,
                    guard.connectionId,
                    SyncJournal.readable(settings.massDeleteWindow()),
                    guard.connectionId);
        }
    }

    /**
     * @param counted is called with the number inside the transaction. @return how many deletions are due now
     * @throws ApiException 409 if no guard is raised; thrown in the transaction, so that nothing is said to be done
     */
    public long confirm(long accountId, long connectionId, LongConsumer counted) {
        return underLock(() -> {
            long confirmed = sql.statement("sync/confirm-deletions")
                    .param("accountId", accountId)
                    .param("connectionId", connectionId)
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .optional()
                    .orElseThrow(() -> ApiException.conflict("No deletions of this store are held back"));
            counted.accept(confirmed);
            return confirmed;
        });
    }

    /** Called by a timer: holds back deletions that come late, and ends guards that hold nothing back any more. */
    public void watch() {
        if (!sql.statement("sync/find-deletion-guards").query(Boolean.class).single()) {
            held.set(0);
            return;
        }
        List<Long> lowered = underLock(() -> {
            Instant now = clock.instant();
            sql.statement("sync/hold-stragglers")
                    .param("raisedAfter", Timestamp.from(now.minus(STRAGGLING)))
                    .param("now", Timestamp.from(now))
                    .update();
            return sql.statement("sync/lower-deletion-guards").query(Long.class).list();
        });
        lowered.forEach(connection -> log.info("Connection {}: no deletion is held back any more", connection));
        held.set(sql.statement("sync/count-held-deletions").query(Long.class).single());
    }

    /** Runs under the lock of the fan-out: a row that the fan-out holds back must not outlive the guard that it saw. */
    private <T> T underLock(Supplier<T> work) {
        return DeadlockRetry.retry(
                "The deletion guard",
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    sql.statement("sync/lock-fan-out").query(Long.class).single();
                    return work.get();
                })));
    }

    private boolean isOff() {
        return settings.massDeleteShare().compareTo(BigDecimal.ONE) >= 0;
    }
}
