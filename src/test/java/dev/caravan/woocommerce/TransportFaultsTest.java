package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.UnsupportedSchemeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failed connection, a timeout or a broken answer means. */
class TransportFaultsTest {

    static Stream<Arguments> withoutConnection() {
        return Stream.of(
                arguments(new UnknownHostException("store.example"), "host name not found: store.example"),
                arguments(new UnresolvedAddressException(), "host name not found"),
                arguments(new ConnectException().initCause(new UnresolvedAddressException()), "host name not found"),
                arguments(
                        new ConnectException().initCause(new IOException(new UnknownHostException("store.example"))),
                        "host name not found"),
                arguments(new ConnectException("Connection refused"), "connection refused"),
                arguments(new ConnectException("Connection timed out"), "connection timed out"),
                arguments(
                        new ConnectException("Network is down").initCause(new IOException("x")),
                        "connection failed: Network is down"),
                arguments(
                        new HttpHostConnectException("Connect to https://store.example failed: Connection refused"),
                        "connection refused"),
                arguments(
                        new BindException("Cannot assign requested address"),
                        "connection failed: Cannot assign requested address"),
                arguments(new ConnectTimeoutException("Connect timed out"), "connection timed out"),
                arguments(new HttpConnectTimeoutException("HTTP connect timed out"), "connection timed out"),
                arguments(
                        new ConnectionRequestTimeoutException("Timeout deadline: 1000 MILLISECONDS"),
                        "no connection to the store was free in time"),
                arguments(new NoRouteToHostException(), "no route to the host"),
                arguments(
                        new UnsupportedSchemeException("ftp protocol is not supported"),
                        "the store's address is neither http nor https"),
                arguments(
                        new RuntimeException(new IllegalStateException(new ConnectException("Connection refused"))),
                        "connection refused"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("withoutConnection")
    void knowsThatTheStoreWasNotReached(Throwable fault, String reason) {
        assertThat(TransportFaults.faultOf(fault)).isEqualTo(new CallFault.NotReached(reason));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PKIX path building failed: unable to find valid certification path | not trusted",
                "unable to find valid certification path to requested target | not trusted",
                "PKIX path validation failed: Path does not chain with any of the trust anchors | not trusted",
                "Received fatal alert: self-signed certificate | not trusted",
                "self signed certificate in certificate chain | not trusted",
                "PKIX path validation failed: NotAfter: Sun Nov 01 00:00:00 UTC 2026 | expired",
                "Received fatal alert: certificate_expired | expired",
                "Remote host terminated the handshake | hung up",
                "Unsupported or unrecognized SSL message | not TLS",
            })
    void saysInWordsWhyTheTlsHandshakeFailed(String message, String why) {
        String words = switch (why) {
            case "not trusted" -> CallFault.NOT_TRUSTED;
            case "expired" -> CallFault.EXPIRED;
            case "hung up" -> CallFault.HUNG_UP;
            default -> CallFault.NOT_TLS;
        };

        assertThat(TransportFaults.faultOf(new SSLHandshakeException(message)))
                .isEqualTo(new CallFault.NotReached("TLS handshake failed: " + words));
    }

    @Test
    void knowsThatThePortDoesNotSpeakTls() {
        assertThat(TransportFaults.faultOf(new SSLException("Unsupported or unrecognized SSL message")))
                .isEqualTo(new CallFault.NotReached("TLS handshake failed: " + CallFault.NOT_TLS));
    }

    @Test
    void quotesAnotherReasonOfAFailedHandshake() {
        String message = "Certificate for <store.example> doesn't match any of the subject alternative names";

        assertThat(TransportFaults.faultOf(new SSLPeerUnverifiedException(message)))
                .isEqualTo(new CallFault.NotReached("TLS handshake failed: Certificate for doesn't match any of the"
                        + " subject alternative names"));
    }

    static Stream<Arguments> withoutAnswerInTime() {
        return Stream.of(
                arguments(new SocketTimeoutException("30000 MILLISECONDS"), "no answer within 30 s"),
                arguments(new SocketTimeoutException("400 MILLISECONDS"), "no answer within 1 s"),
                arguments(new SocketTimeoutException("Read timed out"), "no answer in time"),
                arguments(new HttpTimeoutException("request timed out"), "no answer in time"),
                arguments(new TimeoutException(), "no answer in time"),
                arguments(new InterruptedIOException(), "the call was interrupted before the answer came"),
                arguments(new InterruptedException(), "the call was interrupted before the answer came"),
                arguments(new CancellationException(), "the call was interrupted before the answer came"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("withoutAnswerInTime")
    void knowsThatTheStoreMayStillBeWorking(Throwable fault, String reason) {
        assertThat(TransportFaults.faultOf(fault)).isEqualTo(new CallFault.Ambiguous(reason, true));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(new NoHttpResponseException("x"), "the store closed the connection without an answer"),
                arguments(new SocketException("Connection reset"), "connection reset"),
                arguments(new SSLException(new SocketException("Connection reset")), "connection reset"),
                arguments(new ConnectionClosedException(), "the store's answer was cut off"),
                arguments(new TruncatedChunkException("x"), "the store's answer was cut off"),
                arguments(new MalformedChunkCodingException("Bad chunk header"), "the store's answer was cut off"),
                arguments(new SocketException("Broken pipe"), "The call failed: SocketException: Broken pipe"),
                arguments(new SSLException("Tag mismatch"), "The call failed: SSLException: Tag mismatch"),
                arguments(new IOException("Stream closed"), "The call failed: IOException: Stream closed"),
                arguments(new IOException(" "), "The call failed: IOException"),
                arguments(
                        new IOException("POST https://store.example/?consumer_key=ck_1&consumer_secret=cs_2 failed"),
                        "The call failed: IOException: POST https://store.example/?consumer_key=…&consumer_secret=… failed"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void knowsThatAnAnswerIsBroken(Throwable fault, String reason) {
        assertThat(TransportFaults.faultOf(fault)).isEqualTo(new CallFault.Ambiguous(reason, false));
    }

    @Test
    void keepsTheFaultThatAnAnswerHasShown() {
        CallFault tooLarge = new CallFault.TooLarge("The request is too large for the store (413)");
        Throwable failed = new CallFailedException(tooLarge, Wire.answer(413, ""));

        assertThat(TransportFaults.faultOf(new RuntimeException(failed))).isEqualTo(tooLarge);
    }

    @Test
    void knowsThatAnAddressMayNotBeCalled() {
        String refusal = "store.example has the address 10.0.0.5, which is not public";

        assertThat(TransportFaults.faultOf(new IOException(new ForbiddenAddressException(refusal))))
                .isEqualTo(new CallFault.NotAllowed(refusal));
    }

    /** A library may build a chain that leads back to its start. */
    @Test
    void endsAtAChainOfCausesThatIsARing() {
        Exception outer = new ConnectException("Connection refused");
        Exception inner = new IOException(outer);
        outer.initCause(inner);

        assertThat(TransportFaults.faultOf(outer)).isEqualTo(new CallFault.NotReached("connection refused"));

        Exception first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(TransportFaults.faultOf(first))
                .isEqualTo(new CallFault.Ambiguous("The call failed: IllegalStateException: first", false));
    }
}
