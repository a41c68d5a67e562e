package dev.caravan.sync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest(name = "after {0} failures: {1} s to {2} s")
    @CsvSource({"0, 4, 6", "1, 4, 6", "2, 8, 12", "3, 16, 24", "8, 512, 768", "40, 2880, 3600", "2000000000, 2880, 3600"
    })
    void doublesWithJitterUpToTheLongest(int failures, long least, long most) {
        for (int i = 0; i < 50; i++) {
            assertThat(Given.BACKOFF.after(failures)).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
        }
    }
}
