package dev.caravan.store.address;

import dev.caravan.platform.ApiException;
import dev.caravan.store.Access;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Which ways of sending a key an address allows. Over plain http the secret is never sent to a public address. In a
 * private network that the setting allows it may be sent, because sandbox stores and shops behind a proxy take it
 * there.
 */
@Component
public class AccessRules {

    private final AllowedAddresses addresses;

    AccessRules(AllowedAddresses addresses) {
        this.addresses = addresses;
    }

    /** The ways that may be tried, the most likely first. */
    public List<Authentication> ways(URI storeUrl) {
        if (isHttps(storeUrl)) {
            return List.of(Authentication.BASIC, Authentication.QUERY);
        }
        return addresses.isPrivate(storeUrl)
                ? List.of(Authentication.OAUTH, Authentication.BASIC, Authentication.QUERY)
                : List.of(Authentication.OAUTH);
    }

    /** How the key is sent to a store now. */
    public Authentication inUse(URI storeUrl, Access access) {
        Authentication wanted = access.setting();
        if (wanted == Authentication.AUTO && access.found() != null) {
            wanted = access.found();
        }
        if (wanted == Authentication.OAUTH || isHttps(storeUrl)) {
            return wanted == Authentication.AUTO ? Authentication.BASIC : wanted;
        }
        if (!addresses.isPrivate(storeUrl)) {
            return Authentication.OAUTH;
        }
        return wanted == Authentication.AUTO ? Authentication.BASIC : wanted;
    }

    /** @throws ApiException 400 if the setting would send the secret unprotected over a public network */
    public void check(URI storeUrl, Authentication setting) {
        if (setting.sendsSecret() && !isHttps(storeUrl) && !addresses.isPrivate(storeUrl)) {
            throw ApiException.invalid(
                    "authentication",
                    "must be auto or oauth for a plain http address: everybody on the way could read the secret");
        }
    }

    private static boolean isHttps(URI storeUrl) {
        return storeUrl.getScheme().equals("https");
    }
}
