package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GrowingDelayTest {

    private final AtomicLong nanos = new AtomicLong();
    private final GrowingDelay delay =
            new GrowingDelay(3, Duration.ofSeconds(1), Duration.ofSeconds(10), 100, nanos::get);

    @Test
    void letsSomeGoOnAndThenMakesEachWaitTwiceAsLong() {
        for (int i = 0; i < 4; i++) {
            assertThat(delay.begin("a")).isZero();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            assertThat(delay.begin("a")).isEqualTo(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            assertThat(delay.begin("a")).isZero();
        }
    }

    @Test
    void doesNotCountWhatItRefuses() {
        for (int i = 0; i < 4; i++) {
            delay.begin("a");
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(delay.begin("a")).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void countsEachKeyByItself() {
        for (int i = 0; i < 10; i++) {
            delay.begin("a");
        }

        assertThat(delay.begin("b")).isZero();
    }

    @Test
    void doesNotCountWhatIsTakenBack() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(delay.begin("a")).isZero();
            delay.takeBack("a");
        }
    }

    @Test
    void countsFromTheStartSoThatManyAtOnceDoNotPassTogether() {
        long passed = java.util.stream.IntStream.range(0, 500)
                .parallel()
                .filter(i -> delay.begin("a").isZero())
                .count();

        assertThat(passed).isEqualTo(4);
    }

    @Test
    void forgetsAfterAnHour() {
        for (int i = 0; i < 10; i++) {
            delay.begin("a");
        }
        pass(Duration.ofMinutes(61));

        for (int i = 0; i < 4; i++) {
            assertThat(delay.begin("a")).isZero();
        }
    }

    @Test
    void forgetsAtOnceWhoWasRight() {
        for (int i = 0; i < 10; i++) {
            delay.begin("a");
        }
        delay.forget("a");

        assertThat(delay.begin("a")).isZero();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
