package dev.caravan.sync.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Hold;
import dev.caravan.store.HoldReason;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ChangeTraces;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.testing.LogLines;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncJournalTest {

    private static final SettlementContext BATCH = new SettlementContext(Given.store(), new UUID(0, 1), 200, 5);
    private static final Document TEXTS = Documents.of("{'name':'Shirt','regular_price':'11'}");

    @RegisterExtension
    final LogLines log = LogLines.ofTheTestsThread("dev.caravan.sync");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SyncJournal journal = new SyncJournal(meters, ChangeTraces.OFF, Given.CLOCK);

    private final Plan update = Given.row().linked(7).plan(Plan.Action.UPDATE, TEXTS);

    @Test
    void namesTheFieldsOfAProductThatWasSent() {
        journal.report(BATCH, List.of(done(update, Result.SYNCED, true)));

        assertThat(log.lines()).containsExactly("INFO Synced product 101 to Store A (fields: name, price)");
        assertThat(count("synced")).isEqualTo(1);
    }

    @Test
    void countsWhatTheStoreShowedAlreadyAsSaved() {
        Plan nothing = Given.row().linked(7).plan(Plan.Action.NOTHING);

        journal.report(BATCH, List.of(done(nothing, Result.SYNCED, false)));

        assertThat(log.lines())
                .containsExactly("DEBUG Product 101 needs nothing in Store A: the store shows it already");
        assertThat(count("saved")).isEqualTo(1);
        assertThat(count("synced")).isZero();
    }

    @Test
    void countsTheCallsThatAStoreWasSpared() {
        Plan nothing = Given.row().linked(7).plan(Plan.Action.NOTHING);

        journal.report(
                BATCH,
                List.of(
                        done(nothing, Result.SYNCED, false),
                        done(update, Result.SYNCED, true),
                        done(update, Result.SYNCED, true),
                        done(update, Result.SYNCED, true)));

        assertThat(saved("unchanged")).isEqualTo(1);
        assertThat(saved("batched")).as("three products in one call").isEqualTo(2);
        assertThat(saved("images")).isZero();
    }

    private double saved(String reason) {
        return meters.counter("caravan.calls.saved", "reason", reason).count();
    }

    @ParameterizedTest(name = "by a call: {0}")
    @ValueSource(booleans = {true, false})
    void countsARemovedProductAsSynced(boolean call) {
        Plan trashed = Given.row().linked(7).plan(Plan.Action.TRASH);

        journal.report(BATCH, List.of(done(trashed, Result.UNLINKED, call)));

        assertThat(log.lines()).containsExactly("INFO Unlinked product 101 from Store A (trash)");
        assertThat(count("synced")).isEqualTo(1);
    }

    @Test
    void warnsOfADeadLetter() {
        journal.report(BATCH, List.of(Settlement.dead(update, Given.NOW, "bad_image", "no image")));

        assertThat(log.lines())
                .containsExactly(
                        "WARN Failed to sync product 101 to Store A: no image; a dead letter waits for a change or a"
                                + " replay (connection 1, code bad_image)");
        assertThat(count("error")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} ms: {1}")
    @CsvSource({
        "0, as soon as the store can take it",
        "499, as soon as the store can take it",
        "500, in 1 s",
        "240000, in 4 min"
    })
    void saysWhenAProductIsSentAgain(long millis, String next) {
        journal.report(BATCH, List.of(retry(Duration.ofMillis(millis))));

        assertThat(log.lines())
                .containsExactly("INFO Failed to sync product 101 to Store A: cut off; next try " + next);
        assertThat(count("retry")).isEqualTo(1);
    }

    @ParameterizedTest(name = "due in {0} s, held for {1} s: in {2}")
    @CsvSource({"10, 60, 60 s", "60, 10, 60 s", "10, , 10 s"})
    void sendsNothingToAStoreOnHoldBeforeTheHoldEnds(long due, @Nullable Long held, String next) {
        Hold hold = new Hold(
                HoldReason.UNREACHABLE, "broken", held == null ? null : Given.NOW.plusSeconds(held), Given.NOW);
        SettlementContext batch = new SettlementContext(Given.heldStore(1, hold), new UUID(0, 1), 0, 0);

        journal.report(batch, List.of(retry(Duration.ofSeconds(due))));

        assertThat(log.lines()).singleElement().asString().endsWith("; next try in " + next);
    }

    @Test
    void saysWhatAStoreShowsOtherwiseThanItWasSent() {
        Remark remark = Remark.shownOtherwise("The store shows name Hemd where Shirt was sent");

        journal.report(
                new SettlementContext(Given.store(), new UUID(0, 1), 200, 5, Map.of(1L, remark)),
                List.of(done(update, Result.SYNCED, true)));

        assertThat(log.lines())
                .contains(
                        "INFO Store A (connection 1) does not show product 101 as it was sent: The store shows name Hemd"
                                + " where Shirt was sent");
        assertThat(meters.counter("caravan.deliveries.altered").count()).isEqualTo(1);
    }

    @Test
    void tellsInOneLineOfAllProductsThatHaveWaitedTooLong() {
        Hold hold = new Hold(HoldReason.UNREACHABLE, "broken", null, Given.NOW);

        journal.abandoned(Given.heldStore(9, hold), hold, 12_000, Duration.ofDays(2));

        assertThat(log.lines())
                .containsExactly(
                        "WARN Dead-lettered 12000 change(s) that have waited for Store A (connection 1) longer than 48 h,"
                                + " as it has been on hold since 2026-11-22T12:00:00Z, UNREACHABLE: broken; their dead letters wait"
                                + " for a change or a replay (code store_unwell)");
        assertThat(count("error")).isEqualTo(12_000);
        assertThat(meters.counter("caravan.deliveries.given.up").count()).isEqualTo(12_000);
    }

    private double count(String outcome) {
        return meters.counter("caravan.deliveries", "outcome", outcome).count();
    }

    private static Settlement done(Plan plan, Result result, boolean exported) {
        return Settlement.done(plan, result, exported, 7L, FieldHashes.none(), Given.NOW);
    }

    private Settlement retry(Duration wait) {
        return Settlement.retry(update, 7L, FieldHashes.none(), false, 1, Given.NOW, wait, "unclear", "cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "-5000, 1 s",
        "0, 1 s",
        "499, 1 s",
        "1500, 2 s",
        "10000, 10 s",
        "119400, 119 s",
        "119500, 2 min",
        "240000, 4 min",
        "3600000, 60 min",
        "7199400, 120 min",
        "7199500, 2 h",
        "172800000, 48 h"
    })
    void saysHowLongAPersonHasToWait(long millis, String said) {
        assertThat(SyncJournal.readable(Duration.ofMillis(millis))).isEqualTo(said);
    }
}
