package dev.caravan.store.doctor;

import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.StoreEndpoints;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address has http where the port uses https, or the reverse: calls once more, with the other scheme. No
 * key is sent.
 */
final class OtherScheme {

    private static final int BAD_REQUEST = 400;

    private OtherScheme() {}

    /** @param index the result of the first call to the store */
    static Optional<Check> check(StoreProbe probe, URI storeUrl, StoreProbe.Result index) {
        boolean https = storeUrl.getScheme().equals("https");
        if (!(https ? mayBePlain(index.fault()) : mayBeTls(index))) {
            return Optional.empty();
        }
        URI other = URI.create((https ? "http" : "https") + "://" + storeUrl.getHost() + ":" + port(storeUrl, https)
                + storeUrl.getRawPath());
        StoreProbe.Result answer = probe.get(other, StoreEndpoints.INDEX, "_fields=name", null);
        boolean speaks = answer.answer() != null
                || (!https
                        && answer.fault() instanceof CallFault.NotReached fault
                        && fault.reason().startsWith("TLS")
                        && !fault.reason().contains(CallFault.HUNG_UP)
                        && !isNoTls(fault));
        return speaks
                ? Optional.of(Check.moved(
                        FrontDoor.REACHED,
                        "Port " + other.getPort() + " of " + other.getHost() + " speaks "
                                + (https ? "plain http, not https" : "https, not plain http"),
                        other))
                : Optional.empty();
    }

    private static int port(URI storeUrl, boolean https) {
        return storeUrl.getPort() >= 0 ? storeUrl.getPort() : https ? 443 : 80;
    }

    private static boolean isNoTls(@Nullable CallFault fault) {
        return fault instanceof CallFault.NotReached && fault.reason().contains(CallFault.NOT_TLS);
    }

    /** Some servers take the TLS handshake for a request, and wait for the rest of it. */
    private static boolean mayBePlain(@Nullable CallFault fault) {
        return isNoTls(fault)
                || fault instanceof CallFault.NotReached && fault.reason().contains("timed out")
                || fault instanceof CallFault.Ambiguous ambiguous && ambiguous.mayStillRun();
    }

    /** A TLS server answers a request in plain text with an alert, or with an error page, and closes the connection. */
    private static boolean mayBeTls(StoreProbe.Result index) {
        Answer answer = index.answer();
        return answer == null
                ? index.fault() instanceof CallFault.Ambiguous fault && !fault.mayStillRun()
                : answer.status() == BAD_REQUEST && !answer.isJson();
    }
}
