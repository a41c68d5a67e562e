package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T13:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} with Retry-After {1}: {2} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 600 | 600",
                "429 | 7 | 7",
                "503 | '' | 60",
                "429 | '' | 30",
                "429 | soon | 30",
                "503 | 0 | 1",
                "503 | -5 | 60",
                "503 | 7200 | 3600",
                "503 | 99999999999999999999 | 3600",
                "503 | 'Sun, 22 Nov 2026 13:02:00 GMT' | 120",
                "429 | 'Sun, 22 Nov 2026 12:00:00 GMT' | 1",
                "429 | 'Mon, 23 Nov 2026 13:00:00 GMT' | 3600",
            })
    void waitsAsLongAsTheStoreAsks(int status, String retryAfter, long seconds) {
        var answer = new Answer(status, Map.of("retry-after", retryAfter), new byte[0]);

        assertThat(AnswerClassifier.faultOf(answer, CLOCK))
                .get()
                .isInstanceOfSatisfying(
                        CallFault.AsksForTime.class,
                        asks -> assertThat(asks.delay()).hasSeconds(seconds));
    }

    /** WordPress' own page, in any language and form; a limit of a web server or a plugin keeps its number. */
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 600 | '{\"code\":\"wp_die\",\"message\":\"Wartungsarbeiten\",\"data\":{\"status\":503}}' | true",
                "503 | 600 | '<body id=\"error-page\"><div class=\"wp-die-message\">Wartungsarbeiten</div>' | true",
                "503 | 600 | '<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>' | true",
                "503 | 600 | 'Too many requests' | false",
                "503 | 3600 | '<body id=\"error-page\"><div class=\"wp-die-message\">You are limited</div>' | false",
                "503 | 600 | '{\"code\":\"rate_limited\",\"message\":\"slow\",\"data\":{\"status\":503}}' | false",
                "429 | 600 | '{\"code\":\"wp_die\",\"message\":\"slow\",\"data\":{\"status\":429}}' | false"
            })
    void knowsTheMaintenanceOfWordPress(int status, String retryAfter, String body, boolean maintenance) {
        var answer = new Answer(status, Map.of("retry-after", retryAfter), body.getBytes(StandardCharsets.UTF_8));

        assertThat(AnswerClassifier.faultOf(answer, CLOCK))
                .get()
                .isInstanceOfSatisfying(
                        CallFault.AsksForTime.class,
                        asks -> assertThat(asks.maintenance()).isEqualTo(maintenance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-maintenance", "store-maintenance-html", "store-maintenance-put"})
    void knowsTheRecordedMaintenance(String recording) {
        assertThat(AnswerClassifier.faultOf(Recording.of(recording).answer(), CLOCK))
                .get()
                .isInstanceOfSatisfying(
                        CallFault.AsksForTime.class,
                        asks -> assertThat(asks.maintenance()).isTrue());
    }

    static Stream<Arguments> transportFaults() {
        return Stream.of(
                Arguments.of(
                        new UnknownHostException("store.example"), "not reached", "host name not found: store.example"),
                Arguments.of(new ConnectException("Connection refused"), "not reached", "connection refused"),
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        "not reached",
                        "host name not found"),
                Arguments.of(
                        new HttpHostConnectException("Connect to https://store.example failed: Connection refused"),
                        "not reached",
                        "connection refused"),
                Arguments.of(new ConnectTimeoutException("Connect timed out"), "not reached", "connection timed out"),
                Arguments.of(
                        new ConnectionRequestTimeoutException("Timeout deadline: 1000 MILLISECONDS"),
                        "not reached",
                        "no connection to the store was free in time"),
                Arguments.of(new NoRouteToHostException(), "not reached", "no route to the host"),
                Arguments.of(
                        new SSLHandshakeException("PKIX path building failed"),
                        "not reached",
                        "TLS handshake failed: " + CallFault.NOT_TRUSTED),
                Arguments.of(
                        new SSLHandshakeException(
                                "PKIX path validation failed: java.security.cert.CertPathValidatorException:"
                                        + " Path does not chain with any of the trust anchors"),
                        "not reached",
                        "TLS handshake failed: " + CallFault.NOT_TRUSTED),
                Arguments.of(
                        new SSLHandshakeException("Remote host terminated the handshake"),
                        "not reached",
                        "TLS handshake failed: " + CallFault.HUNG_UP),
                Arguments.of(
                        new SSLException("Unsupported or unrecognized SSL message"),
                        "not reached",
                        "TLS handshake failed: " + CallFault.NOT_TLS),
                Arguments.of(
                        new SSLException(new SocketException("Connection reset")), "ambiguous", "connection reset"),
                Arguments.of(
                        new SocketTimeoutException("30000 MILLISECONDS"), "may still run", "no answer within 30 s"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "may still run", "no answer in time"),
                Arguments.of(
                        new InterruptedIOException(),
                        "may still run",
                        "the call was interrupted before the answer came"),
                Arguments.of(
                        new NoHttpResponseException("x"),
                        "ambiguous",
                        "the store closed the connection without an answer"),
                Arguments.of(new SocketException("Connection reset"), "ambiguous", "connection reset"),
                Arguments.of(new ConnectionClosedException(), "ambiguous", "the store's answer was cut off"),
                Arguments.of(new TruncatedChunkException("x"), "ambiguous", "the store's answer was cut off"),
                Arguments.of(
                        new IOException("Stream closed"), "ambiguous", "The call failed: IOException: Stream closed"),
                Arguments.of(
                        new RuntimeException(new IllegalStateException(new ConnectException("Connection refused"))),
                        "not reached",
                        "connection refused"),
                Arguments.of(
                        new IOException("POST https://store.example/?consumer_key=ck_1&consumer_secret=cs_2 failed"),
                        "ambiguous",
                        "The call failed: IOException: POST https://store.example/?consumer_key=…&consumer_secret=… failed"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transportFaults")
    void knowsWhatAFailedConnectionMeans(Throwable fault, String kind, String reason) {
        CallFault found = AnswerClassifier.faultOf(fault);

        assertThat(found.reason()).isEqualTo(reason);
        assertThat(kind(found)).isEqualTo(kind);
    }

    @Test
    void namesTheRedirectsTargetWithoutItsQuery() {
        var answer = new Answer(
                301,
                Map.of("location", "https://u:p@www.store.example/wp-json/?consumer_key=ck_1&consumer_secret=cs_2"),
                new byte[0]);

        assertThat(AnswerClassifier.faultOf(answer, CLOCK).orElseThrow().reason())
                .contains("https://www.store.example/wp-json/ (301)")
                .doesNotContain("consumer", "u:p");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "408 | | may still run",
                "524 | | may still run",
                "502 | | ambiguous",
                "520 | | ambiguous",
                "503 | <title>503 Backend fetch failed</title> | may still run",
                "400 | {\"code\":\"x\",\"message\":\"m\"} | Refused",
                "405 | | Refused",
                "401 | | Unauthorized",
                "404 | | WrongAddress",
                "308 | | WrongAddress",
                "204 | | ambiguous",
            })
    void classifiesStatusesThatWereNotRecorded(int status, String body, String kind) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);

        assertThat(kind(AnswerClassifier.faultOf(new Answer(status, Map.of(), bytes), CLOCK)
                        .orElseThrow()))
                .isEqualTo(kind);
    }

    private static String kind(CallFault fault) {
        if (fault instanceof CallFault.Ambiguous ambiguous) {
            return ambiguous.mayStillRun() ? "may still run" : "ambiguous";
        }
        return fault instanceof CallFault.NotReached
                ? "not reached"
                : fault.getClass().getSimpleName();
    }
}
