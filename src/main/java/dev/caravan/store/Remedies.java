package dev.caravan.store;

import dev.caravan.platform.ApiException;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What helps against a fault, in words for whoever set the store up. */
final class Remedies {

    private static final String PERMALINKS =
            "In WordPress, Settings > Permalinks must not be \"Plain\". A page in front of the shop (coming soon, login, cookie wall) must let /wp-json/ through";

    private Remedies() {}

    static String of(CallFault fault, URI storeUrl, @Nullable Answer answer) {
        if (fault instanceof CallFault.NotReached) {
            return fault.reason().startsWith("TLS")
                    ? "The certificate of the store must be valid for " + storeUrl.getHost() + " and complete"
                    : "Is the address right, is the store online, and may this machine reach it?";
        }
        if (fault instanceof CallFault.AsksForTime busy) {
            return "Maintenance or a limit of its web server; try again in "
                    + busy.delay().toSeconds() + " seconds";
        }
        if (fault instanceof CallFault.Ambiguous ambiguous) {
            return ambiguous.mayStillRun()
                    ? "The store is slow or does not answer at all; try again, then ask its host"
                    : "Look into the PHP error log of the store (WooCommerce > Status > Logs)";
        }
        if (fault instanceof CallFault.WrongAddress) {
            return wrongAddress(storeUrl, answer);
        }
        if (fault instanceof CallFault.Unauthorized) {
            return "A password protection, a firewall or a security plugin must let calls to /wp-json/ through";
        }
        return "The web server or a plugin of the store refuses the call; ask its host";
    }

    private static String wrongAddress(URI storeUrl, @Nullable Answer answer) {
        if (answer == null || answer.status() < 300) {
            return "Is this the address of the shop itself? " + PERMALINKS;
        }
        if (answer.status() < 400) {
            return redirect(storeUrl, answer.header("location").orElse(""));
        }
        return storeUrl.getRawPath().isEmpty()
                ? "Is WordPress at this address, or in a folder below it? " + PERMALINKS
                : "Is the folder " + storeUrl.getRawPath() + " right? " + PERMALINKS;
    }

    private static String redirect(URI storeUrl, String location) {
        if (location.toLowerCase(Locale.ROOT).contains("wp-login")) {
            return "The store asks visitors to sign in; the plugin that does so must let /wp-json/ through";
        }
        try {
            String target = storeUrl.resolve(location.replaceAll("[?#].*", "")).toString();
            URI address = StoreUrl.normalise(target);
            if (!address.equals(storeUrl)) {
                return "Set the store's address to " + address;
            }
        } catch (ApiException | IllegalArgumentException e) {
            // not an address that could be suggested
        }
        return PERMALINKS;
    }
}
