package dev.caravan.store.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.woocommerce.Answer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");

    @ParameterizedTest(name = "{0}, signed {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 22 Nov 2026 13:00:40 GMT | true | true | false | within a minute",
                "Sun, 22 Nov 2026 13:02:00 GMT | true | true | true | 120 s ahead of ours",
                "Sun, 22 Nov 2026 13:16:00 GMT | true | false | true | 960 s ahead of ours",
                "Sun, 22 Nov 2026 12:44:00 GMT | true | false | true | 960 s behind ours",
                "Sun, 22 Nov 2026 12:44:00 GMT | false | true | true | 960 s behind ours",
            })
    void failsOnlyWhereCallsAreSigned(String date, boolean signed, boolean ok, boolean remedy, String detail) {
        DoctorReport.Check check = ClockCheck.of(new Answer(200, Map.of("date", date), new byte[0]), NOW, signed)
                .orElseThrow();

        assertThat(check.ok()).isEqualTo(ok);
        assertThat(check.remedy() != null).isEqualTo(remedy);
        assertThat(check.detail()).contains(detail);
    }

    @Test
    void saysNothingWithoutADate() {
        assertThat(ClockCheck.of(new Answer(200, Map.of("date", "today"), new byte[0]), NOW, true))
                .isEmpty();
    }
}
