package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.call.WriteEvidence.Proof;
import dev.caravan.sync.settle.FaultPolicy.Blame;
import dev.caravan.sync.settle.FaultPolicy.Verdict;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RowFailurePolicyTest {

    private static final Document SHOWN = document("name", "Shirt", "regular_price", "10");
    private static final Document CHANGE = document("regular_price", "11");
    private static final FieldHashes NAME_ONLY = FieldHashes.of(document("name", "Shirt"));
    private static final Instant LONG_AGO = NOW.minusSeconds(500);

    private final RowFailurePolicy rows =
            new RowFailurePolicy(Given.CLOCK, Given.BACKOFF, Given.OUTCOMES, Given.SETTINGS);

    @ParameterizedTest
    @EnumSource(
            value = Blame.class,
            names = {"NONE", "NONE_BUT_UNKNOWN"})
    void givesARowBackThatIsNotAtFault(Blame blame) {
        Plan plan =
                row().linked(7).shows(SHOWN).failed(2, LONG_AGO).batchLimit(12).plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(blame, 50), 1, Proof.SILENCE);

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.attempts()).isEqualTo(2);
        assertThat(settled.failedAt()).isEqualTo(LONG_AGO);
        assertThat(settled.batchLimit()).isEqualTo(12);
        assertThat(settled.dueAt()).isEqualTo(NOW.plusSeconds(50));
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(blame == Blame.NONE ? FieldHashes.of(SHOWN) : NAME_ONLY);
    }

    @ParameterizedTest(name = "{0} of {1} in one call: then at most {2}")
    @CsvSource({"UNKNOWN, 100, 50", "UNKNOWN, 3, 1", "UNKNOWN, 2, 1", "REFUSED, 50, 25", "REFUSED, 2, 1"})
    void bisectsACallWithAPoisonProduct(Blame blame, int shared, int limit) {
        Plan plan = row().linked(7)
                .shows(SHOWN)
                .failed(1, LONG_AGO)
                .batchLimit(shared)
                .plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(blame, 0), shared, Proof.SILENCE);

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.batchLimit()).isEqualTo(limit);
        assertThat(settled.attempts()).as("it may be innocent").isEqualTo(1);
        assertThat(settled.failedAt()).as("it may be innocent").isEqualTo(LONG_AGO);
        assertThat(settled.dueAt()).isEqualTo(NOW);
    }

    @Test
    void endsAfterFewHalvings() {
        int shared = 100;
        int calls = 0;
        while (shared > 1) {
            Plan plan = row().linked(7).batchLimit(shared).plan(Action.UPDATE, CHANGE);
            shared =
                    java.util.Objects.requireNonNull(rows.settle(plan, verdict(Blame.UNKNOWN, 0), shared, Proof.SILENCE)
                            .batchLimit());
            calls++;
        }
        assertThat(calls).isEqualTo(6);
    }

    /** The waits are counted, not waited for: a fatal error on save, as the store has it [store-php-fatal-on-save]. */
    @ParameterizedTest
    @CsvSource({
        "LANDED_INTERACTIVE, 5, 20, 60",
        "LANDED_INTERACTIVE, 3, 10, 60",
        "LANDED_INTERACTIVE, 12, 20, 60",
        "LANDED, 5, 120, 200"
    })
    void givesAnInteractiveChangeUpWithinAMinuteIfItsProductIsAtFault(
            Proof proof, int attempts, long least, long most) {
        RowFailurePolicy policy =
                new RowFailurePolicy(Given.CLOCK, Given.BACKOFF, Given.OUTCOMES, attempts, Duration.ofSeconds(5));
        for (int run = 0; run < 20; run++) { // waits have jitter
            Duration waited = Duration.ZERO;
            Settlement settled = policy.settle(
                    row().linked(7).plan(Action.UPDATE, CHANGE), verdict(Blame.UNKNOWN, 0), 1, Proof.SILENCE);
            while (settled.result() == Result.RETRY) {
                waited = waited.plus(Duration.between(NOW, settled.dueAt()));
                Plan again = row().linked(7)
                        .failed(settled.attempts(), NOW.minus(waited))
                        .batchLimit(1)
                        .plan(Action.UPDATE, CHANGE);
                settled = policy.settle(again, verdict(Blame.UNKNOWN, 0), 1, proof);
            }
            assertThat(waited).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
        }
    }

    /** Whether they come back together depends on what can be seen of them. */
    @Test
    void bringsTheRowsOfAFailedCallBackTogetherSoThatTheStoreCanBeLookedAt() {
        Plan update = row().linked(7).shows(SHOWN).plan(Action.UPDATE, CHANGE);
        Plan create = row().plan(Action.CREATE, CHANGE);
        Plan variation = row().linked(7).variantOf(3, 9L).plan(Action.UPDATE, CHANGE);

        assertThat(limit(update)).isEqualTo(100);
        assertThat(limit(create)).isEqualTo(100);
        assertThat(limit(variation)).isEqualTo(50);
    }

    private @Nullable Integer limit(Plan plan) {
        return rows.settle(plan, verdict(Blame.UNKNOWN, 0), 100, Proof.SILENCE).batchLimit();
    }

    @Test
    void leavesAProductThatWasSearchedForFewTriesOfItsOwn() {
        Plan found = row().linked(7).batchLimit(100).plan(Action.ALONE, CHANGE);

        assertThat(Settlement.alone(found, NOW, 5).attempts()).isEqualTo(2);
        assertThat(Settlement.alone(found, NOW, 2).attempts()).isZero();
        Plan create = row().batchLimit(100).lookFirst().plan(Action.ALONE, CHANGE);
        assertThat(Settlement.alone(create, NOW, 5).attempts())
                .as("each try takes a question by SKU, too")
                .isEqualTo(3);
        assertThat(Settlement.alone(create, NOW, 5).lookFirst()).isTrue();
    }

    @Test
    void givesARefusedProductUpOnceItStandsAlone() {
        Settlement settled = rows.settle(
                row().linked(7).shows(SHOWN).plan(Action.UPDATE, CHANGE), verdict(Blame.REFUSED, 0), 1, Proof.SILENCE);

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.shown()).as("nothing was applied").isEqualTo(FieldHashes.of(SHOWN));
    }

    @ParameterizedTest(name = "failed {0} s ago, {1}: {2} attempts")
    @CsvSource({", SILENCE, 1", "500, LANDED, 2", "500, SILENCE, 2", "500, OTHERS_FAIL, 1"})
    void blamesARowUnlessOthersFailAsWell(@Nullable Long failed, Proof proof, int attempts) {
        Plan plan = row().linked(7).failed(1, before(failed)).plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(Blame.UNKNOWN, 0), 1, proof);

        assertThat(settled.attempts()).isEqualTo(attempts);
        assertThat(settled.failedAt()).as("the first failure").isEqualTo(failed == null ? NOW : LONG_AGO);
        assertThat(settled.batchLimit()).isEqualTo(1);
        assertThat(settled.dueAt()).isAfter(NOW.plusSeconds(3));
    }

    @ParameterizedTest(name = "{0} attempts, {1}: {2}")
    @CsvSource({
        "1, LANDED, RETRY",
        "2, LANDED, DEAD",
        "2, SILENCE, RETRY",
        "4, SILENCE, RETRY",
        "5, SILENCE, DEAD",
        "5, OTHERS_FAIL, RETRY",
        "99, OTHERS_FAIL, RETRY"
    })
    void givesARowUpSoonIfOnlyItFailsLaterIfNobodyKnowsAndNeverIfAllFail(int attempts, Proof proof, Result result) {
        Plan plan = row().linked(7).failed(attempts, LONG_AGO).plan(Action.UPDATE, CHANGE);

        assertThat(rows.settle(plan, verdict(Blame.UNKNOWN, 0), 1, proof).result())
                .isEqualTo(result);
    }

    @ParameterizedTest(name = "ill for {0} s: again after {1} to {2} s")
    @CsvSource({"1, 4, 6", "5, 4, 6", "6, 8, 12", "500, 384, 960", "86400, 2880, 4320"})
    void waitsTheLongerTheLongerAStoreIsIll(long ill, long least, long most) {
        Plan plan = row().linked(7).failed(0, before(ill)).plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(Blame.UNKNOWN, 0), 1, Proof.OTHERS_FAIL);

        assertThat(settled.dueAt()).isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most));
    }

    @Test
    void waitsNoShorterThanAfterItsFailuresOfItsOwn() {
        Plan plan = row().linked(7).failed(2, before(1L)).plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(Blame.UNKNOWN, 0), 1, Proof.OTHERS_FAIL);

        assertThat(settled.dueAt()).isBetween(NOW.plusSeconds(16), NOW.plusSeconds(24));
    }

    @Test
    void remembersWhenACallOfManyFailedFirst() {
        Settlement settled =
                rows.settle(row().linked(7).plan(Action.UPDATE, CHANGE), verdict(Blame.UNKNOWN, 0), 2, Proof.SILENCE);

        assertThat(settled.failedAt()).isEqualTo(NOW);
        assertThat(settled.attempts()).isZero();
    }

    @Test
    void waitsForTheStoresTimeLimitIfThatIsLonger() {
        Settlement settled =
                rows.settle(row().linked(7).plan(Action.UPDATE, CHANGE), verdict(Blame.UNKNOWN, 50), 1, Proof.SILENCE);

        assertThat(settled.dueAt()).isEqualTo(NOW.plusSeconds(50));
    }

    @Test
    void givesARowUpAfterItsLastAttemptAndKnowsNothingOfWhatWasSent() {
        Plan plan = row().linked(7)
                .shows(SHOWN)
                .failed(Given.MAX_ATTEMPTS - 1, LONG_AGO)
                .plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(Blame.UNKNOWN, 50), 1, Proof.LANDED);

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.shown()).isEqualTo(NAME_ONLY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Blame.class,
            names = {"UNKNOWN", "NONE_BUT_UNKNOWN"})
    void looksBeforeItCreatesAgain(Blame blame) {
        Settlement settled = rows.settle(row().plan(Action.CREATE, CHANGE), verdict(blame, 0), 2, Proof.SILENCE);

        assertThat(settled.lookFirst()).isTrue();
        assertThat(settled.leavesACreateOpen())
                .as("the store may have a half of it")
                .isTrue();
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
    }

    @Test
    void doesNotLookAfterACreateThatWasNeverSent() {
        assertThat(rows.settle(row().plan(Action.CREATE, CHANGE), verdict(Blame.NONE, 0), 2, Proof.SILENCE)
                        .lookFirst())
                .isFalse();
    }

    @Test
    void keepsTheIdOfAnAdoptedProduct() {
        ClaimedRow lost = row().lookFirst().claimed();
        Plan adopted = new Plan(lost, Action.UPDATE, CHANGE, CHANGE, 9L, "SKU-1", true, null);

        Settlement settled = rows.settle(adopted, verdict(Blame.UNKNOWN, 0), 2, Proof.SILENCE);

        assertThat(settled.wooProductId()).isEqualTo(9);
        assertThat(settled.lookFirst()).isFalse();
    }

    @Test
    void changesNothingOfARowThatWasNotSent() {
        Plan plan = row().lookFirst().failed(2, LONG_AGO).batchLimit(3).plan(Action.ASK, CHANGE);

        Settlement settled = rows.untouched(plan, verdict(Blame.UNKNOWN, 50));

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.lookFirst()).isTrue();
        assertThat(settled.attempts()).isEqualTo(2);
        assertThat(settled.failedAt()).isEqualTo(LONG_AGO);
        assertThat(settled.batchLimit()).isEqualTo(3);
        assertThat(settled.dueAt()).isEqualTo(NOW.plusSeconds(50));
    }

    private static @Nullable Instant before(@Nullable Long seconds) {
        return seconds == null ? null : NOW.minusSeconds(seconds);
    }

    private static Verdict verdict(Blame blame, long pause) {
        return new Verdict(null, blame, Duration.ofSeconds(pause), "code", "why");
    }
}
