package dev.caravan.store.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.woocommerce.SystemStatus.HostLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFactsTest {

    /** PHP takes 0 for "no limit". */
    @ParameterizedTest(name = "{0} bytes in {1} s")
    @CsvSource({
        "8388608, 30, requests of 8 MiB and lets them run for 30 s, false",
        "0, 0, requests of any size and lets them run for any time, false",
        "524288, 60, requests of 512 KiB and lets them run for 60 s, true",
        "8388608, 10, requests of 8 MiB and lets them run for 10 s, true",
    })
    void saysWhatTheHostTakes(long bytes, int seconds, String said, boolean advises) {
        DoctorReport.Check check = StoreFacts.limits(new HostLimits(bytes, seconds));

        assertThat(check.ok()).isTrue();
        assertThat(check.detail()).contains(said);
        assertThat(check.remedy() != null).isEqualTo(advises);
    }

    @ParameterizedTest
    @CsvSource({"kg, cm, ''", "'', cm, weights", "kg, '', dimensions", "'', '', weights and dimensions"})
    void saysWhichUnitsAStoreLacks(String weight, String dimension, String missing) {
        DoctorReport.StoreInfo info = new DoctorReport.StoreInfo(
                null,
                null,
                null,
                null,
                null,
                "EUR",
                2,
                weight.isEmpty() ? null : weight,
                dimension.isEmpty() ? null : dimension);

        assertThat(StoreFacts.units(info).map(DoctorReport.Check::detail).orElse(""))
                .contains(missing.isEmpty() ? "" : "no unit for " + missing + ";");
        assertThat(StoreFacts.units(info).isEmpty()).isEqualTo(missing.isEmpty());
    }
}
