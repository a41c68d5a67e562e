package dev.caravan.store.address;

import dev.caravan.platform.ApiException;
import dev.caravan.store.Access;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Which ways of showing a key an address allows. Over plain http the secret never leaves for a public address; in a private
 * network that the setting allows, it may: sandbox stores and shops behind a proxy take it there.
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

    /** How a store is shown its key now. */
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

    /** @throws ApiException 400 if the setting would show the secret to everybody on the way */
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
