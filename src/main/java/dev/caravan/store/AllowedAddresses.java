package dev.caravan.store;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.CaravanSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Keeps a store's address from pointing into the network that Caravan runs in. A name can resolve otherwise later, so
 * whoever connects asks {@link #isAllowed(URI, InetAddress)} again for the address that it connects to.
 */
@Component
public class AllowedAddresses {

    private final Predicate<InetAddress> networks;
    private final Set<URI> exactly = ConcurrentHashMap.newKeySet();

    AllowedAddresses(CaravanSettings settings) {
        networks = Networks.parse(settings.storeAllowPrivate());
    }

    /** Allows exactly this store although it is private: the demo's own sandbox stores. */
    public void allow(URI storeUrl) {
        exactly.add(StoreUrl.normalise(storeUrl.toString()));
    }

    /** Whether stores may live at this address: it is public, or inside a network of the setting. */
    public boolean isAllowed(InetAddress address) {
        return !Networks.isPrivate(address) || networks.test(address);
    }

    /** Whether this store may be reached at this address. @param storeUrl normalised, as {@link Store} has it */
    public boolean isAllowed(URI storeUrl, InetAddress address) {
        return exactly.contains(storeUrl) || isAllowed(address);
    }

    /** Whether a store lives, with all addresses that its host has now, in a private network where stores may live. */
    boolean isPrivate(URI storeUrl) {
        try {
            return Arrays.stream(resolve(storeUrl))
                    .allMatch(address -> Networks.isPrivate(address) && isAllowed(storeUrl, address));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether a store may be called now, at each address that its host has.
     *
     * @throws UnknownHostException if it has none
     */
    boolean isReachable(URI storeUrl) throws UnknownHostException {
        return exactly.contains(storeUrl) || Arrays.stream(resolve(storeUrl)).allMatch(this::isAllowed);
    }

    private static InetAddress[] resolve(URI storeUrl) throws UnknownHostException {
        return InetAddress.getAllByName(storeUrl.getHost().replaceAll("[\\[\\]]", ""));
    }

    /**
     * Checks every address that a store's host has now. A host that cannot be resolved passes: the store may be down, and
     * the delivery checks again when it connects.
     *
     * @throws ApiException 400 that names the setting
     */
    void check(URI storeUrl) {
        try {
            if (!isReachable(storeUrl)) {
                throw ApiException.invalid(
                        "storeUrl",
                        "is an address of a private network; CARAVAN_STORE_ALLOW_PRIVATE names the networks where stores may live although private");
            }
        } catch (UnknownHostException e) {
            // passes, see above
        }
    }
}
