package dev.caravan.sync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private final Columns<String> columns = new Columns<>(List.of("a", "bb", ""));

    @Test
    void keepsTheOrderAndNulls() {
        assertThat(columns.longs(s -> s.isEmpty() ? null : (long) s.length())).containsExactly(1L, 2L, null);
        assertThat(columns.ints(s -> s.isEmpty() ? null : s.length())).containsExactly(1, 2, null);
        assertThat(columns.booleans(String::isEmpty)).containsExactly(false, false, true);
    }

    @Test
    void writesAnythingAsText() {
        assertThat(columns.texts(s -> s.isEmpty() ? null : Instant.EPOCH.plusMillis(s.length())))
                .containsExactly("1970-01-01T00:00:00.001Z", "1970-01-01T00:00:00.002Z", null);
    }
}
