package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncJournalTest {

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
        "3600000, 60 min"
    })
    void saysHowLongAPersonHasToWait(long millis, String said) {
        assertThat(SyncJournal.readable(Duration.ofMillis(millis))).isEqualTo(said);
    }
}
