package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

    @Test
    void saysItsReasonInOneLine() {
        SQLException root =
                new SQLException("ERROR: canceling statement due to lock timeout\n  Where: while updating tuple");

        assertThat(DatabaseOutage.reason(new IllegalStateException("no", root)))
                .isEqualTo("SQLException: ERROR: canceling statement due to lock timeout; Where: while updating tuple");
        assertThat(DatabaseOutage.reason(new SQLException())).isEqualTo("SQLException: null");
    }
}
