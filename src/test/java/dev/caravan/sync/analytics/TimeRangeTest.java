package dev.caravan.sync.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-29T15:20:31Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, 2026-11-28T15:00Z, 2026-11-29T16:00Z, 25",
                "-, -, day, 2026-10-30T00:00Z, 2026-11-30T00:00Z, 31",
                "-, -, month, 2025-11-01T00:00Z, 2026-12-01T00:00Z, 13",
                "2026-11-01T00:00:00Z, 2026-11-02T00:00:00Z, hour, 2026-11-01T00:00Z, 2026-11-02T00:00Z, 24",
                "2026-11-01T00:59:59Z, 2026-11-01T01:00:01Z, hour, 2026-11-01T00:00Z, 2026-11-01T02:00Z, 2",
                // a day of UTC, whatever the zone in which it is asked for
                "2026-11-01T00:30:00+01:00, 2026-11-01T00:59:00+01:00, day, 2026-10-31T00:00Z, 2026-11-01T00:00Z, 1",
                "2026-11-01T00:30:00 01:00, 2026-11-01T00:59:00 01:00, hour, 2026-10-31T23:00Z, 2026-11-01T00:00Z, 1",
                "2024-02-10T00:00:00Z, 2024-03-01T00:00:00Z, month, 2024-02-01T00:00Z, 2024-03-01T00:00Z, 1",
                "2026-10-01T00:00:00Z, 2026-11-01T05:00:00Z, hour, 2026-10-01T00:00Z, 2026-11-01T05:00Z, 749"
            })
    void hasWholePoints(String from, String to, String resolution, String begin, String end, int points) {
        TimeRange range = TimeRange.of(from, to, resolution, NOW);

        assertThat(range.from()).hasToString(begin);
        assertThat(range.to()).hasToString(end);
        assertThat(range.points())
                .hasSize(points)
                .startsWith(range.from().toInstant())
                .allMatch(point -> point.isBefore(range.to().toInstant()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "yesterday | - | - | from must be a moment in ISO 8601, such as 2026-01-31T12:00:00Z",
                "2026-11-29 | - | - | from must be a moment in ISO 8601",
                "- | 99999-01-01T00:00:00Z | - | to must be a moment in ISO 8601",
                "0001-01-01T00:00:00Z | - | month | from must be a moment between 1970 and 9999",
                "- | - | week | resolution must be one of hour, day, month",
                "2026-11-30T00:00:00Z | - | - | from must be before to, which is now if it is left out",
                "2026-11-02T00:00:00Z | 2026-11-02T00:00:00Z | - | from must be before to",
                "2025-11-29T00:00:00Z | 2026-11-29T00:00:00Z | hour | there are 8760 points of one hour, and an answer has 750 at most: take resolution=day or a range of at most 31 days",
                "2016-11-29T00:00:00Z | 2026-11-29T00:00:00Z | hour | take resolution=month or a range of at most 31 days",
                "2016-11-29T00:00:00Z | 2026-11-29T00:00:00Z | day | take resolution=month or a range of at most two years",
                "1970-01-01T00:00:00Z | 9998-11-29T00:00:00Z | month | : take a range of at most 60 years"
            })
    void saysWhatIsWrong(String from, String to, String resolution, String sentence) {
        assertThatThrownBy(() -> TimeRange.of(from, to, resolution, NOW)).hasMessageContaining(sentence);
    }

    @Test
    void theAdviceOfASentenceIsGood() {
        assertThat(TimeRange.of("2025-11-29T00:00:00Z", "2026-11-29T00:00:00Z", "day", NOW)
                        .points())
                .hasSize(365);
        assertThat(TimeRange.of("2016-11-29T00:00:00Z", "2026-11-29T00:00:00Z", "month", NOW)
                        .points())
                .hasSize(121);
    }
}
