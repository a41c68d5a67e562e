package dev.caravan.sync;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.FaultPolicy.Blame;
import dev.caravan.sync.FaultPolicy.Verdict;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.Settlement.Result;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailedRowsTest {

    private static final Document SHOWN = document("name", "Shirt", "regular_price", "10");
    private static final Document CHANGE = document("regular_price", "11");
    private static final FieldHashes NAME_ONLY = FieldHashes.of(document("name", "Shirt"));
    private static final Instant LONG_AGO = NOW.minusSeconds(500);

    private final FailedRows rows = new FailedRows(Given.CLOCK, Given.BACKOFF, Given.OUTCOMES, Given.SETTINGS);

    @ParameterizedTest
    @EnumSource(
            value = Blame.class,
            names = {"NONE", "NONE_BUT_UNKNOWN"})
    void givesARowBackThatIsNotAtFault(Blame blame) {
        Plan plan =
                row().linked(7).shows(SHOWN).failed(2, LONG_AGO).batchLimit(12).plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(blame, 50), 1, NOW);

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

        Settlement settled = rows.settle(plan, verdict(blame, 0), shared, NOW);

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
            shared = java.util.Objects.requireNonNull(
                    rows.settle(plan, verdict(Blame.UNKNOWN, 0), shared, NOW).batchLimit());
            calls++;
        }
        assertThat(calls).isEqualTo(6);
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
        return rows.settle(plan, verdict(Blame.UNKNOWN, 0), 100, NOW).batchLimit();
    }

    @Test
    void leavesAProductThatWasSearchedForFewTriesOfItsOwn() {
        Plan found = row().linked(7).batchLimit(1).plan(Action.UPDATE, CHANGE);
        Plan alone = row().linked(7).plan(Action.UPDATE, CHANGE);

        assertThat(rows.settle(found, verdict(Blame.UNKNOWN, 0), 1, NOW).attempts())
                .isEqualTo(Given.MAX_ATTEMPTS - 2);
        assertThat(rows.settle(alone, verdict(Blame.UNKNOWN, 0), 1, NOW).attempts())
                .isZero();
    }

    @Test
    void givesARefusedProductUpOnceItStandsAlone() {
        Settlement settled = rows.settle(
                row().linked(7).shows(SHOWN).plan(Action.UPDATE, CHANGE), verdict(Blame.REFUSED, 0), 1, NOW);

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.shown()).as("nothing was applied").isEqualTo(FieldHashes.of(SHOWN));
    }

    /** Seconds since its last failure and since the store's last success; blank: never. */
    @ParameterizedTest(name = "failed {0} s ago, store well {1} s ago: {2} attempts")
    @CsvSource({", , 1", ", 10, 1", "500, , 1", "500, 600, 1", "500, 500, 1", "500, 400, 2"})
    void blamesARowOnlyIfTheStoreWasWellSinceItsLastFailure(@Nullable Long failed, @Nullable Long well, int attempts) {
        Plan plan = row().linked(7).failed(1, before(failed)).plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(Blame.UNKNOWN, 0), 1, before(well));

        assertThat(settled.attempts()).isEqualTo(attempts);
        assertThat(settled.failedAt()).isEqualTo(NOW);
        assertThat(settled.batchLimit()).isEqualTo(1);
        assertThat(settled.dueAt()).isAfter(NOW.plusSeconds(3));
    }

    @Test
    void waitsForTheStoresTimeLimitIfThatIsLonger() {
        Settlement settled =
                rows.settle(row().linked(7).plan(Action.UPDATE, CHANGE), verdict(Blame.UNKNOWN, 50), 1, null);

        assertThat(settled.dueAt()).isEqualTo(NOW.plusSeconds(50));
    }

    @Test
    void givesARowUpAfterItsLastAttemptAndKnowsNothingOfWhatWasSent() {
        Plan plan = row().linked(7)
                .shows(SHOWN)
                .failed(Given.MAX_ATTEMPTS - 1, LONG_AGO)
                .plan(Action.UPDATE, CHANGE);

        Settlement settled = rows.settle(plan, verdict(Blame.UNKNOWN, 50), 1, NOW.minusSeconds(1));

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.shown()).isEqualTo(NAME_ONLY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Blame.class,
            names = {"UNKNOWN", "NONE_BUT_UNKNOWN"})
    void looksBeforeItCreatesAgain(Blame blame) {
        Settlement settled = rows.settle(row().plan(Action.CREATE, CHANGE), verdict(blame, 0), 2, NOW);

        assertThat(settled.lookFirst()).isTrue();
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
    }

    @Test
    void doesNotLookAfterACreateThatWasNeverSent() {
        assertThat(rows.settle(row().plan(Action.CREATE, CHANGE), verdict(Blame.NONE, 0), 2, NOW)
                        .lookFirst())
                .isFalse();
    }

    @Test
    void keepsTheIdOfAnAdoptedProduct() {
        ClaimedRow lost = row().lookFirst().claimed();
        Plan adopted = new Plan(lost, Action.UPDATE, CHANGE, CHANGE, 9L, "SKU-1", true, null);

        Settlement settled = rows.settle(adopted, verdict(Blame.UNKNOWN, 0), 2, NOW);

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
