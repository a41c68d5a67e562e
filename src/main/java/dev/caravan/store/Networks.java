package dev.caravan.store;

import dev.caravan.platform.WrongSettingException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Which addresses of the network are the world's, and which belong to the place that Caravan runs in. */
final class Networks {

    private static final String SETTING = "CARAVAN_STORE_ALLOW_PRIVATE";

    /** IANA's special-purpose registries, as far as something may answer there (RFC 6890 and later). */
    private static final List<IpAddressMatcher> PRIVATE = Stream.of(
                    "0.0.0.0/8", // unspecified, this host
                    "10.0.0.0/8",
                    "100.64.0.0/10", // carrier-grade NAT; some clouds keep their metadata service here
                    "127.0.0.0/8",
                    "169.254.0.0/16", // link-local; metadata services
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "::/96", // unspecified, loopback, IPv4-compatible
                    "64:ff9b:1::/48",
                    "2001::/32", // Teredo: carries an IPv4 address inside
                    "2002::/16", // 6to4: likewise
                    "fc00::/7", // unique local
                    "fe80::/10", // link-local
                    "fec0::/10", // site-local
                    "ff00::/8") // multicast
            .map(IpAddressMatcher::new)
            .toList();

    private static final IpAddressMatcher NAT64 = new IpAddressMatcher("64:ff9b::/96");

    private Networks() {}

    /** Whether it is not an address of the public internet. */
    static boolean isPrivate(InetAddress address) {
        InetAddress behind = behindNat64(address);
        String text = text(behind);
        return PRIVATE.stream().anyMatch(network -> network.matches(text));
    }

    /** The networks of a setting: CIDR list, or {@code all}. @throws WrongSettingException that names it */
    static Predicate<InetAddress> parse(String setting) {
        if (setting.strip().equals("all")) {
            return address -> true;
        }
        List<IpAddressMatcher> networks = Arrays.stream(setting.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Networks::network)
                .toList();
        return address -> {
            String text = text(behindNat64(address));
            return networks.stream().anyMatch(network -> network.matches(text));
        };
    }

    private static IpAddressMatcher network(String cidr) {
        try {
            // the first part keeps names out, which would be looked up
            if (cidr.matches("[0-9a-fA-F:.]+(/\\d{1,3})?") && (cidr.contains(".") || cidr.contains(":"))) {
                return new IpAddressMatcher(cidr);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new WrongSettingException(
                SETTING + " must be \"all\" or networks like 10.0.0.0/8,fd00::/8, but has: " + cidr);
    }

    private static InetAddress behindNat64(InetAddress address) {
        if (!(address instanceof Inet6Address) || !NAT64.matches(text(address))) {
            return address;
        }
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Without a zone ({@code %eth0}), which the matcher does not read. */
    private static String text(InetAddress address) {
        return address.getHostAddress().replaceAll("%.*", "");
    }
}
