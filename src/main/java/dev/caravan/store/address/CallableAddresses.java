package dev.caravan.store.address;

import java.net.InetAddress;
import java.util.function.Predicate;

/** Public addresses that are not this machine's own, and those of the networks that a setting allows. */
public final class CallableAddresses {

    private final OwnAddresses own;
    private final Predicate<InetAddress> exceptions;

    CallableAddresses(OwnAddresses own, Predicate<InetAddress> exceptions) {
        this.own = own;
        this.exceptions = exceptions;
    }

    /**
     * @param networks CIDR list, or {@code all}
     * @param setting its name, for a message
     */
    public static CallableAddresses with(String networks, String setting) {
        return new CallableAddresses(new OwnAddresses(), Networks.parse(networks, setting));
    }

    /** Whether it may be called. */
    public boolean allows(InetAddress address) {
        return !isPrivate(address) || exceptions.test(address);
    }

    /** Whether it is not an address of the public internet, or is one of this machine. */
    boolean isPrivate(InetAddress address) {
        return Networks.isPrivate(address) || own.contains(Networks.plain(address));
    }
}
