package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.ClockSetBack;
import dev.caravan.platform.Sql;
import dev.caravan.sync.claim.ClockJumps;
import dev.caravan.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;

/** The machine's clock is not the time that passes. */
@SlowTest
class ClockJumpsTest {

    private final SyncTable table = SyncTable.create();
    private long nanos;

    @TempDir
    private Path folder;

    private ClockJumps jumps;

    @BeforeEach
    void start() throws IOException {
        Sql sql = new Sql(table.jdbc);
        ApplicationEventPublisher events = jump -> ((ClockSetBack) jump).shorten(sql.statement("store/shorten-holds"));
        jumps = new ClockJumps(sql, table.transaction, events, table.clock, folder::resolve, () -> nanos);
    }

    @Test
    void letsNothingWaitLongerWhenTheClockIsSetBack() {
        table.products(2);
        table.link(1);
        table.event(1, "updated"); // due now, by the clock before
        table.export(true, 2L);

        passes(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(table.claim().isEmpty()).as("due in an hour").isTrue();
        jumps.look();

        assertThat(table.claim(document("name", "n")).plans()).hasSize(2);
    }

    @Test
    void noticesAtItsStartThatTheClockWasSetBackMeanwhile() throws IOException {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        jumps.look();

        passes(Duration.ofSeconds(20), Duration.ofHours(-1));
        start();
        jumps.look();

        Instant due = due();
        assertThat(due).isBeforeOrEqualTo(table.clock.instant());
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET due_at = due_at + interval '1 day'")
                .update();
        start();
        jumps.look();
        assertThat(due()).as("once").isEqualTo(due.plus(Duration.ofDays(1)));
    }

    @Test
    void lettingGoOfWhatAVanishedHolderHadTakesNoLonger() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        table.claim(document("name", "n"));

        passes(Duration.ofSeconds(1), Duration.ofHours(-1));
        jumps.look();
        table.holdersVanish();

        table.pass(Given.SETTINGS.storeTimeLimit());
        assertThat(table.claim(document("name", "n")).plans()).hasSize(1);
    }

    @Test
    void whatTheDeletionGuardHoldsBackWaitsNoLongerForItsConfirmation() {
        table.products(1);
        table.link(1);
        table.jdbc
                .sql(
                        "UPDATE woocommerce_product_sync SET wanted = 2, intent = 'delete', behind_since = :due, held_due_at = :due, due_at = 'infinity'")
                .param("due", Timestamp.from(table.clock.instant()))
                .update();
        table.jdbc
                .sql(
                        "INSERT INTO deletion_guard (connection_id, account_id, raised_at, removed, linked) VALUES (1, 1, now(), 1, 1)")
                .update();

        passes(Duration.ofSeconds(1), Duration.ofHours(-1));
        jumps.look();
        table.deletions.confirm(1, 1, many -> {});

        assertThat(table.claim(document("name", "n")).plans()).hasSize(1);
    }

    @Test
    void shortensNoWaitTwiceIfSomebodyHoldsWhatElseWaits() throws Exception {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        table.jdbc
                .sql("UPDATE connection SET hold_reason = 'unreachable', hold_since = :at, hold_until = :at")
                .param("at", Timestamp.from(table.clock.instant().plus(Duration.ofHours(1))))
                .update();
        table.waitForLocks(Duration.ofMillis(200));
        Instant due = due();
        passes(Duration.ofSeconds(1), Duration.ofHours(-1));

        try (Connection somebodyElse = table.dataSource.getConnection();
                Statement statement = somebodyElse.createStatement()) {
            somebodyElse.setAutoCommit(false);
            statement.execute("SELECT id FROM connection FOR UPDATE");
            jumps.look();
            jumps.look();
            assertThat(due()).isEqualTo(due);
            somebodyElse.rollback();
        }
        jumps.look();
        jumps.look();

        assertThat(due()).isEqualTo(due.minus(Duration.ofHours(1)).minusSeconds(1));
    }

    private Instant due() {
        return table.jdbc
                .sql("SELECT due_at FROM woocommerce_product_sync")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    @Test
    void leavesWaitsAloneWhileTheClockGoesAsItShould() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET due_at = due_at + interval '1 minute'")
                .update();
        Object due = table.row(1).get("due_at");

        passes(Duration.ofSeconds(5), Duration.ofSeconds(5));
        jumps.look();
        passes(Duration.ofSeconds(5), Duration.ofHours(1));
        jumps.look();
        passes(Duration.ofSeconds(5), Duration.ofSeconds(4));
        jumps.look();

        assertThat(table.row(1)).containsEntry("due_at", due);
    }

    private void passes(Duration time, Duration onTheClock) {
        nanos += time.toNanos();
        table.pass(onTheClock);
    }
}
