package dev.caravan.sync.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallOutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "200, success",
        "201, success",
        "301, redirected",
        "400, refused",
        "401, unauthorized",
        "403, unauthorized",
        "404, refused",
        "429, asks_for_time",
        "500, server_error",
        "503, asks_for_time",
        "504, server_error"
    })
    void isAClassOfStatuses(int status, String tag) {
        assertThat(CallOutcome.of(status).tag()).isEqualTo(tag);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), "not_reached"),
                Arguments.of(new SocketTimeoutException("1000 MILLISECONDS"), "timeout"),
                Arguments.of(new NoHttpResponseException("closed"), "broken"),
                Arguments.of(new IOException("The answer is longer than 16 MB"), "broken"),
                Arguments.of(new IllegalStateException("a fault of ours"), "broken"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isAClassOfFailures(Throwable failure, String tag) {
        assertThat(CallOutcome.of(failure).tag()).isEqualTo(tag);
    }
}
