package dev.caravan.sync.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelaySketchTest {

    private static final double BOUND = 0.05;
    /** A percentile is told in whole milliseconds. */
    private static final double ROUNDING = 0.5;

    /** From some milliseconds to a month, as delays of changes are. */
    private static List<Duration> delays(int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Duration.ofMillis((long) Math.exp(2 + random.nextDouble() * 19.5)))
                .limit(count)
                .toList();
    }

    private static long exact(List<Duration> delays, double share) {
        List<Duration> sorted = delays.stream().sorted().toList();
        return sorted.get(Math.max(1, (int) Math.ceil(share * sorted.size())) - 1)
                .toMillis();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 100, 5_000})
    void percentilesAreWithinFivePerCentOfTheExactOnes(int count) {
        long seed = System.nanoTime();
        List<Duration> delays = delays(count, seed);
        DelaySketch sketch = DelaySketch.of(delays);

        for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1}) {
            assertThat((double) sketch.percentile(share))
                    .as("%s of %s, seed %s", share, count, seed)
                    .isCloseTo(exact(delays, share), allowed(exact(delays, share)));
        }
        assertThat(sketch.count()).isEqualTo(count);
    }

    @Test
    void everyDelayOfAMinuteIsWithinFivePerCent() {
        for (long delay = 1; delay <= 60_000; delay++) {
            assertThat((double)
                            DelaySketch.of(List.of(Duration.ofMillis(delay))).percentile(1))
                    .isCloseTo(delay, allowed(delay));
        }
    }

    private static Offset<Double> allowed(long exact) {
        return within(exact * BOUND + ROUNDING);
    }

    @Test
    void theSumOfPartsIsTheSketchOfTheWhole() {
        List<Duration> first = delays(300, 1);
        List<Duration> second = delays(700, 2);

        assertThat(DelaySketch.of(first).plus(DelaySketch.of(second)))
                .isEqualTo(DelaySketch.of(
                        Stream.concat(first.stream(), second.stream()).toList()))
                .isEqualTo(DelaySketch.of(second).plus(DelaySketch.of(first)).plus(DelaySketch.NONE));
    }

    @Test
    void isReadAsItIsKept() {
        DelaySketch sketch = DelaySketch.of(delays(300, 3));

        assertThat(DelaySketch.of(sketch.buckets(), sketch.times())).isEqualTo(sketch);
    }

    @Test
    void takesWhatNoClockShouldGive() {
        DelaySketch sketch = DelaySketch.of(List.of(Duration.ofSeconds(-5), Duration.ZERO, Duration.ofDays(400_000)));

        assertThat(sketch.percentile(0.5)).isEqualTo(1);
        assertThat(Duration.ofMillis(sketch.percentile(1))).isGreaterThan(Duration.ofDays(20_000));
        assertThat(DelaySketch.NONE.percentile(0.5)).isZero();
    }
}
