package dev.caravan.sync.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Store;
import dev.caravan.sync.Given;
import dev.caravan.sync.preview.Tally;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangeEstimateTest {

    private static final List<Long> IDS = LongStream.rangeClosed(1, 250).boxed().toList();

    private final List<Store> stores = List.of(
            Given.store(1, "https://a.example"),
            Given.store(2, "https://b.example"),
            Given.store(3, "https://c.example"));
    private final Map<Long, List<Long>> chosen = Map.of(1L, IDS, 2L, IDS, 3L, IDS);

    /** The last store, which has nothing yet, would otherwise not count, or count for all. */
    @Test
    void whoeverIsShortOfTimeHasLookedIntoEachStore() {
        AtomicInteger portions = new AtomicInteger();

        Map<Long, Tally> tallies = ChangeEstimate.inTurns(
                stores, chosen, ChangeEstimateTest::examined, () -> portions.incrementAndGet() <= 3);

        assertThat(tallies)
                .hasSize(3)
                .allSatisfy((store, tally) -> assertThat(tally.examined()).isEqualTo(100));
    }

    @Test
    void somethingIsLookedAtHoweverShortTheTimeIs() {
        Map<Long, Tally> tallies = ChangeEstimate.inTurns(stores, chosen, ChangeEstimateTest::examined, () -> false);

        assertThat(tallies)
                .containsOnlyKeys(1L)
                .hasEntrySatisfying(1L, tally -> assertThat(tally.examined()).isEqualTo(100));
    }

    @Test
    void everythingIsLookedAtOnceIfThereIsTime() {
        Map<Long, Tally> tallies = ChangeEstimate.inTurns(stores, chosen, ChangeEstimateTest::examined, () -> true);

        assertThat(tallies)
                .hasSize(3)
                .allSatisfy((store, tally) -> assertThat(tally.examined()).isEqualTo(250));
    }

    private static Tally examined(Store store, List<Long> ids) {
        return new Tally(ids.size(), 0, 0, 0, 0, Map.of());
    }
}
