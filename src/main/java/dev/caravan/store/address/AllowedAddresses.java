package dev.caravan.store.address;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.settings.CaravanSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Prevents that a store's address points into the network that Caravan runs in. It is checked when a connection is
 * saved, so that the user gets a clear answer, and by {@link #names()} when a connection is made, because a name can
 * resolve to another address later.
 */
@Component
public class AllowedAddresses {

    /** Why a store is not called; the remedy names the setting. */
    static final String REFUSAL =
            "The address lies in a private network or on Caravan's own machine, and is not called";

    private static final String SETTING = "CARAVAN_STORE_ALLOW_PRIVATE";

    private final NameLookup lookup;
    private final CallableAddresses callable;
    private final Set<URI> exactly = ConcurrentHashMap.newKeySet();

    public AllowedAddresses(CaravanSettings settings, NameLookup lookup) {
        this.lookup = lookup;
        callable = CallableAddresses.with(settings.storeAllowPrivate(), SETTING);
    }

    /** Allows exactly this store although it is private: the demo's own sandbox stores. */
    public void allow(URI storeUrl) {
        exactly.add(StoreUrl.normalise(storeUrl.toString()));
    }

    /** Resolves the hosts of stores when a connection is made; refuses those that must not be called. */
    public CheckedNames names() {
        return new CheckedNames(
                lookup, (host, port, address) -> isExactly(host, port) || callable.allows(address), REFUSAL);
    }

    /** Whether stores may live at this address: it is public, or inside a network of the setting. */
    public boolean isAllowed(InetAddress address) {
        return callable.allows(address);
    }

    /** Whether all addresses that a store's host has now are in private networks where stores may live. */
    boolean isPrivate(URI storeUrl) {
        try {
            return Arrays.stream(resolve(storeUrl))
                    .allMatch(address ->
                            callable.isPrivate(address) && (exactly.contains(storeUrl) || callable.allows(address)));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Checks every address that a store's host has now. A host that cannot be resolved passes: the store may be down, and
     * {@link #names()} checks again.
     *
     * @throws ApiException 400 that names the setting
     */
    public void check(URI storeUrl) {
        try {
            if (!exactly.contains(storeUrl) && !Arrays.stream(resolve(storeUrl)).allMatch(callable::allows)) {
                throw ApiException.invalid(
                        "storeUrl",
                        "is an address of a private network or of Caravan's own machine; " + SETTING
                                + " names the networks where stores may live although private");
            }
        } catch (UnknownHostException e) {
            // passes, see above
        }
    }

    private InetAddress[] resolve(URI storeUrl) throws UnknownHostException {
        return lookup.find(storeUrl.getHost());
    }

    private boolean isExactly(String host, int port) {
        return exactly.stream().anyMatch(store -> store.getHost().equalsIgnoreCase(host) && portOf(store) == port);
    }

    private static int portOf(URI storeUrl) {
        if (storeUrl.getPort() >= 0) {
            return storeUrl.getPort();
        }
        return storeUrl.getScheme().equals("https") ? 443 : 80;
    }
}
