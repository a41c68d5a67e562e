package dev.caravan.sync.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTypesTest {

    private final AcceptedTypes types = new AcceptedTypes();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "TEXT/CSV; charset=utf-8",
                "text/*",
                "text/csv, */*",
                "*/*, text/csv",
                "text/csv, application/json",
                "application/json;q=0.4, text/csv;q=0.5",
                "application/xml, text/csv;q=0.1",
                "application/json;q=0, */*",
            })
    void preferCsv(String accept) {
        assertThat(types.preferCsv(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/json, text/csv;q=0.5",
                "text/csv;q=0",
                "text/csv;q=0, */*",
                "text/csv;q=0.0, application/json;q=0.1",
                "application/json, text/csv",
                "application/json, text/plain, */*",
                "text/csv;q=0.5, */*",
                "text/html",
            })
    void preferJson(String accept) {
        assertThat(types.preferCsv(accept)).isFalse();
    }

    @Test
    void mayComeInSeveralLinesOrNotAtAll() {
        assertThat(types.preferCsv(List.of("application/xml", "text/csv;q=0.2")))
                .isTrue();
        assertThat(types.preferCsv(List.of("application/json", "text/csv;q=0.2")))
                .isFalse();
        assertThat(types.preferCsv(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text/csv;q=2", "text/", "text/csv, ,;"})
    void areMediaTypes(String accept) {
        assertThatThrownBy(() -> types.preferCsv(accept)).isInstanceOf(ApiException.class);
    }

    @Test
    void areNotMany() {
        assertThatThrownBy(() -> types.preferCsv("text/csv,".repeat(60) + "text/csv"))
                .isInstanceOf(ApiException.class);
    }
}
