package dev.caravan.woocommerce;

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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.UnsupportedSchemeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Decides by the exceptions of the JDK and of Apache HttpClient 5 whether a call reached the store. */
final class TransportFaults {

    private static final int MAX_CAUSES = 20;
    /** HttpClient 5 puts its own limit into the message: "30000 MILLISECONDS". */
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,9}) MILLISECONDS");

    private TransportFaults() {}

    /** The outermost known exception of the chain decides; if none is known, the fault is ambiguous. */
    static CallFault faultOf(Throwable fault) {
        Throwable cause = fault;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            Optional<CallFault> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
            cause = cause.getCause();
        }
        return new CallFault.Ambiguous(
                Reasons.clean("The call failed: " + fault.getClass().getSimpleName() + said(fault)), false);
    }

    private static Optional<CallFault> known(Throwable fault) {
        if (fault instanceof CallFailedException failed) {
            return Optional.of(failed.fault());
        }
        if (fault instanceof ForbiddenAddressException) {
            return Optional.of(new CallFault.NotAllowed(String.valueOf(fault.getMessage())));
        }
        return notReached(fault)
                .map(reason -> (CallFault) new CallFault.NotReached(Reasons.clean(reason)))
                .or(() -> stillRunning(fault).map(reason -> new CallFault.Ambiguous(Reasons.clean(reason), true)))
                .or(() -> broken(fault).map(reason -> new CallFault.Ambiguous(Reasons.clean(reason), false)));
    }

    private static Optional<String> notReached(Throwable fault) {
        if (fault instanceof UnknownHostException || fault instanceof UnresolvedAddressException) {
            return Optional.of("host name not found" + said(fault));
        }
        if (fault instanceof ConnectTimeoutException || fault instanceof HttpConnectTimeoutException) {
            return Optional.of("connection timed out");
        }
        if (fault instanceof ConnectionRequestTimeoutException) {
            return Optional.of("no connection to the store was free in time");
        }
        if (fault instanceof NoRouteToHostException) {
            return Optional.of("no route to the host");
        }
        if (fault instanceof ConnectException && hasNoName(fault)) { // the JDK's client says it in a cause only
            return Optional.of("host name not found");
        }
        if (fault instanceof ConnectException || fault instanceof BindException) {
            return Optional.of(connectReason(said(fault)));
        }
        if (fault instanceof UnsupportedSchemeException) {
            return Optional.of("the store's address is neither http nor https");
        }
        // Other SSL exceptions can occur in the middle of an answer. This message is caused by a plain http port.
        boolean handshake = fault instanceof SSLHandshakeException
                || fault instanceof SSLPeerUnverifiedException
                || (fault instanceof SSLException && said(fault).contains("Unsupported or unrecognized SSL message"));
        return handshake ? Optional.of("TLS handshake failed" + plainly(said(fault))) : Optional.empty();
    }

    /** The message in words for the user who connects the store, if it is a known one. */
    private static String plainly(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("unrecognized ssl message")) {
            return ": " + CallFault.NOT_TLS;
        }
        if (lower.contains("terminated the handshake")) {
            return ": " + CallFault.HUNG_UP;
        }
        if (lower.contains("notafter") || lower.contains("expired")) {
            return ": " + CallFault.EXPIRED;
        }
        boolean untrusted = lower.contains("path building failed")
                || lower.contains("unable to find valid certification path")
                || lower.contains("trust anchors") // an authority of the same name is known
                || lower.contains("self-signed")
                || lower.contains("self signed");
        return untrusted ? ": " + CallFault.NOT_TRUSTED : said;
    }

    private static boolean hasNoName(Throwable fault) {
        Throwable cause = fault.getCause();
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String connectReason(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("refused")) {
            return "connection refused";
        }
        return lower.contains("timed out") ? "connection timed out" : "connection failed" + said;
    }

    private static Optional<String> stillRunning(Throwable fault) {
        if (fault instanceof SocketTimeoutException
                || fault instanceof HttpTimeoutException
                || fault instanceof TimeoutException) {
            Matcher limit = LIMIT.matcher(said(fault));
            return Optional.of(
                    limit.find()
                            ? "no answer within " + Math.max(1, Long.parseLong(limit.group(1)) / 1000) + " s"
                            : "no answer in time");
        }
        boolean interrupted = fault instanceof InterruptedIOException
                || fault instanceof InterruptedException
                || fault instanceof CancellationException;
        return interrupted ? Optional.of("the call was interrupted before the answer came") : Optional.empty();
    }

    private static Optional<String> broken(Throwable fault) {
        if (fault instanceof NoHttpResponseException) {
            return Optional.of("the store closed the connection without an answer");
        }
        if (fault instanceof ConnectionClosedException || fault instanceof MalformedChunkCodingException) {
            return Optional.of("the store's answer was cut off");
        }
        if (fault instanceof SocketException
                && said(fault).toLowerCase(Locale.ROOT).contains("reset")) {
            return Optional.of("connection reset");
        }
        return Optional.empty();
    }

    private static String said(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message;
    }
}
