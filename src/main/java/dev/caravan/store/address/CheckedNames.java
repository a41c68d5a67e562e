package dev.caravan.store.address;

import dev.caravan.woocommerce.ForbiddenAddressException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the host of a connection that is about to be made, and refuses it unless each of its addresses is allowed.
 * The HTTP client connects to the addresses that this returns and makes no other look-up, so a name cannot change its
 * addresses in between.
 */
public final class CheckedNames implements DnsResolver {

    /** Each address may take a connect timeout to fail. */
    private static final int TRIED_AT_MOST = 3;

    private static final int ANY_PORT = -1;

    /** Which address may be called. */
    @FunctionalInterface
    public interface Rule {

        /** @param port -1 if it is not known */
        boolean allows(String host, int port, InetAddress address);
    }

    private final NameLookup lookup;
    private final Rule rule;
    private final String refusal;

    /** @param refusal a sentence for operators: why an address was refused. It names no address */
    public CheckedNames(NameLookup lookup, Rule rule, String refusal) {
        this.lookup = lookup;
        this.rule = rule;
        this.refusal = refusal;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return allowed(host, ANY_PORT);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(allowed(host, port))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** Returns the name itself: a reverse look-up would ask a name server of the other side. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The sentence of a refusal, if a call failed because of one. */
    public static Optional<String> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ForbiddenAddressException) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private InetAddress[] allowed(String host, int port) throws UnknownHostException {
        InetAddress[] found = lookup.find(host);
        if (!Arrays.stream(found).allMatch(address -> rule.allows(host, port, address))) {
            throw new ForbiddenAddressException(refusal);
        }
        return Arrays.copyOf(found, Math.min(found.length, TRIED_AT_MOST));
    }
}
