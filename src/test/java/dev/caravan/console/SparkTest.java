package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkTest {

    @Test
    void theLargestValueIsAtTheTopAndNothingIsCutOff() {
        assertThat(Spark.of(List.of(0L, 10L, 5L))).isEqualTo(new Spark("0,28 60,2 120,15", 15, 10));
    }

    @Test
    void nothingIsNoLine() {
        assertThat(Spark.of(Collections.nCopies(60, 0L))).isEqualTo(new Spark("", 0, 0));
        assertThat(Spark.of(List.of()).points()).isEmpty();
    }

    @Test
    void theRateIsThatOfAMinute() {
        assertThat(Spark.of(Collections.nCopies(60, 3L)).rate()).isEqualTo("3");
        assertThat(Spark.of(List.of(0L, 7L)).rate()).isEqualTo("< 1");
        assertThat(Spark.of(List.of(0L)).rate()).isEqualTo("0");
    }
}
