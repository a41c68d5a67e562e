package dev.caravan.store.doctor;

import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remedies for faults, in words for the user who connects the store. */
public final class Remedies {

    static final String NEW_KEY =
            "Make a key under WooCommerce > Settings > Advanced > REST API, with permissions Read/Write, and enter both parts here";
    static final String EXCHANGED =
            "Consumer key and secret are exchanged: the key starts with ck_, the secret with cs_";
    static final String ACTIVATE =
            "Activate the plugin WooCommerce, 3.5 or newer; no other plugin may switch its REST API off";
    private static final String PERMALINKS =
            "In WordPress, Settings > Permalinks must not be \"Plain\". A page in front of the shop (coming soon, login, cookie wall) must let /wp-json/ through";
    private static final String SIGN_IN =
            "The store asks visitors to sign in; the plugin that does so must let /wp-json/ through";

    static final String PASS_HEADER = "let the web server pass the Authorization header on (Apache: CGIPassAuth On)";

    private Remedies() {}

    /**
     * @param showsHeader the key was sent in the Authorization header; without it the store sees no key [auth-no-key]
     */
    public static String of(CallFault fault, URI storeUrl, @Nullable Answer answer, boolean showsHeader) {
        String remedy = of(fault, storeUrl, answer);
        boolean sawNoKey = fault instanceof CallFault.Unauthorized unauthorized
                && !unauthorized.code().startsWith("http_")
                && !unauthorized.code().startsWith("woocommerce_rest_authentication");
        return showsHeader && sawNoKey
                ? "Does the store still see the Authorization header? If not, " + PASS_HEADER + ". " + remedy
                : remedy;
    }

    public static String of(CallFault fault, URI storeUrl, @Nullable Answer answer) {
        if (fault instanceof CallFault.NotAllowed) {
            return "Is the DNS entry of " + storeUrl.getHost()
                    + " right? CARAVAN_STORE_ALLOW_PRIVATE names the networks where stores may live although private";
        }
        if (fault instanceof CallFault.NotReached) {
            return notReached(fault.reason(), storeUrl.getHost());
        }
        if (fault instanceof CallFault.AsksForTime busy) {
            if (busy.maintenance()) {
                return "WordPress is in maintenance, as during an update, and is asked again each minute. If it stays so, delete the"
                        + " file .maintenance in the folder of WordPress";
            }
            return "Maintenance or a limit of its web server; try again in "
                    + busy.delay().toSeconds() + " seconds";
        }
        if (fault instanceof CallFault.Ambiguous ambiguous) {
            return ambiguous(ambiguous, answer);
        }
        if (fault instanceof CallFault.WrongAddress) {
            return wrongAddress(fault, storeUrl, answer);
        }
        if (fault instanceof CallFault.Unauthorized unauthorized) {
            return unauthorized(unauthorized.code());
        }
        return fault instanceof CallFault.TooLarge
                ? "Lower the connection's batchSize, or ask the host to allow larger requests"
                : "The web server or a plugin of the store refuses the call; ask its host";
    }

    private static String notReached(String reason, String host) {
        if (reason.startsWith("TLS")) {
            return certificate(reason, host);
        }
        return reason.startsWith("host name")
                ? "Is " + host + " spelled right, and does this machine's DNS know it?"
                : "Is the address right, is the store online, and may this machine reach it?";
    }

    private static String certificate(String reason, String host) {
        if (reason.contains(CallFault.NOT_TLS)) {
            return "Is the port right? If the store speaks plain http there, set its address to http://";
        }
        if (reason.contains(CallFault.HUNG_UP)) {
            return "Is the port right, and does the store speak https there? Something in front of it, such as a firewall, may hang up";
        }
        if (reason.contains(CallFault.EXPIRED)) {
            return "Renew the certificate of " + host;
        }
        return reason.contains(CallFault.NOT_TRUSTED)
                ? "Install a certificate of a public authority, such as Let's Encrypt, with its whole chain. An authority of your own"
                        + " must be in Java's trust store (-Djavax.net.ssl.trustStore)"
                : "The certificate of the store must be valid for " + host + " and complete";
    }

    private static String ambiguous(CallFault.Ambiguous fault, @Nullable Answer answer) {
        if (fault.mayStillRun()) {
            return "The store is slow or does not answer at all; try again, then ask its host";
        }
        return answer != null && answer.status() == 502
                ? "PHP does not run behind the store's web server; ask its host"
                : "Look into the PHP error log of the store (WooCommerce > Status > Logs); is its database up, does a plugin fail?";
    }

    private static String unauthorized(String code) {
        if (code.startsWith("http_")) {
            return "A password protection, a firewall or a security plugin must let calls to /wp-json/ through";
        }
        return "Is the key still there, with permissions Read/Write, and its user a Shop manager? " + NEW_KEY;
    }

    /** Where the store is, if its answer says that it is at another address. */
    static Optional<URI> address(CallFault fault, URI storeUrl, @Nullable Answer answer) {
        if (!(fault instanceof CallFault.WrongAddress) || answer == null || HtmlAnswer.asksToSignIn(answer)) {
            return Optional.empty();
        }
        if (isRedirect(answer)) {
            return HtmlAnswer.redirectsTo(storeUrl, answer);
        }
        return isWithoutWooCommerce(answer) || HtmlAnswer.isChallenge(answer)
                ? Optional.empty()
                : HtmlAnswer.ownAddress(storeUrl, answer);
    }

    private static String wrongAddress(CallFault fault, URI storeUrl, @Nullable Answer answer) {
        if (answer == null) {
            return "Is this the address of the shop itself? " + PERMALINKS;
        }
        Optional<URI> found = address(fault, storeUrl, answer);
        if (found.isPresent()) {
            return moveTo(found.get());
        }
        if (HtmlAnswer.asksToSignIn(answer)) {
            return SIGN_IN;
        }
        if (isRedirect(answer)) {
            return PERMALINKS;
        }
        if (isWithoutWooCommerce(answer)) {
            return ACTIVATE;
        }
        if (HtmlAnswer.isChallenge(answer)) {
            return "A firewall wants to see a browser; it must let this machine's calls to /wp-json/ through";
        }
        return page(storeUrl, answer);
    }

    private static boolean isRedirect(Answer answer) {
        return answer.status() >= 300 && answer.status() < 400;
    }

    private static boolean isWithoutWooCommerce(Answer answer) {
        return answer.text().contains("\"rest_no_route\"");
    }

    private static String page(URI storeUrl, Answer answer) {
        if (answer.status() < 300 || HtmlAnswer.hasPlainPermalinks(answer)) {
            return "Is this the address of the shop itself? " + PERMALINKS;
        }
        return storeUrl.getRawPath().isEmpty()
                ? "Is WordPress at this address, or in a folder below it? " + PERMALINKS
                : "Is the folder " + storeUrl.getRawPath() + " right? " + PERMALINKS;
    }

    static String moveTo(URI address) {
        return "Set the store's address to " + address;
    }
}
