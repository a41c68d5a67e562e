package dev.caravan.sync.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caravan.sync.action.SpreadSample.Part;
import dev.caravan.sync.matrix.ProductWalk;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** From some of very many products it is seen how many there are, wherever they lie. */
class SpreadSampleTest {

    private static final long LAST = 100_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final TreeSet<Long> products = new TreeSet<>();

    private final ProductWalk.Portions portions = (after, limit) -> {
        asked.incrementAndGet();
        return products.tailSet(after, false).stream().limit(limit).toList();
    };

    private List<Part> sample(LongPredicate matching) {
        LongStream.rangeClosed(1, LAST).filter(matching).forEach(products::add);
        return SpreadSample.of(portions, products.first() - 1, LAST, () -> true);
    }

    @Test
    void allOfACatalogueWithoutGapsAreCounted() {
        List<Part> parts = sample(id -> true);

        assertThat(SpreadSample.products(parts)).isEqualTo(LAST);
        assertThat(asked).hasValue(SpreadSample.POINTS);
        List<Long> ids = SpreadSample.even(parts);
        assertThat(ids).hasSize(SpreadSample.POINTS * SpreadSample.EACH).doesNotHaveDuplicates();
        assertThat(ids.get(ids.size() - 1)).isGreaterThan(LAST * 9 / 10);
    }

    @Test
    void aThirdOfThemIsEstimated() {
        Random random = new Random(7);

        assertThat(SpreadSample.products(sample(id -> random.nextInt(3) == 0)))
                .isCloseTo(products.size(), within(products.size() * 0.1));
    }

    /** An average of all would take the few of the long thin part for as much as the many. */
    @Test
    void denseAndThinPartsCountByTheirOwnDensity() {
        List<Part> parts = sample(id -> id <= LAST / 2 || id % 100 == 0);

        assertThat(SpreadSample.products(parts)).isCloseTo(products.size(), within(products.size() * 0.05));
        long thin = SpreadSample.even(parts).stream()
                .filter(id -> id > LAST / 2 + LAST / SpreadSample.POINTS)
                .count();
        assertThat(thin)
                .isLessThan(SpreadSample.POINTS + SpreadSample.EACH); // one in a hundred of them, and one a part
    }

    @Test
    void whereTheyEndNothingMoreIsLookedFor() {
        double products = SpreadSample.products(sample(id -> id <= 3_000));

        assertThat(products).isBetween(3_000.0, (double) LAST / SpreadSample.POINTS); // the range in which they end
        assertThat(asked).hasValue(2);
    }

    @Test
    void fewAreAllFound() {
        List<Part> parts = sample(id -> id % 5_000 == 1);

        assertThat(parts).hasSize(1);
        assertThat(SpreadSample.products(parts)).isEqualTo(20);
        assertThat(SpreadSample.even(parts)).containsExactlyElementsOf(products);
    }

    @Test
    void whenTheTimeIsOverWhatWasFoundStandsForTheRest() {
        LongStream.rangeClosed(1, LAST).filter(id -> id % 2 == 0).forEach(products::add);

        List<Part> parts = SpreadSample.of(portions, 1, LAST, () -> asked.get() < 3);

        assertThat(asked).hasValue(3);
        assertThat(SpreadSample.products(parts)).isCloseTo(LAST / 2.0, within(1_500.0));
    }

    @Test
    void noneIsNone() {
        assertThat(SpreadSample.of(portions, 0, 0, () -> true)).isEmpty();
        assertThat(SpreadSample.even(List.of())).isEmpty();
    }

    @Test
    void someOfAListAreFromAllOverIt() {
        List<Long> ids = LongStream.range(0, 100).boxed().toList();

        assertThat(SpreadSample.some(ids, 4)).containsExactly(0L, 25L, 50L, 75L);
        assertThat(SpreadSample.some(ids, 100)).isSameAs(ids);
    }
}
