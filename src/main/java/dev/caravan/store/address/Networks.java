package dev.caravan.store.address;

import dev.caravan.platform.settings.WrongSettingException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Which addresses belong to the public internet, and which to the place that Caravan runs in. */
final class Networks {

    /** IANA's special-purpose registries (RFC 6890 and later). */
    private static final List<IpAddressMatcher> PRIVATE = Stream.of(
                    "0.0.0.0/8", // unspecified, this host
                    "10.0.0.0/8",
                    "100.64.0.0/10", // carrier-grade NAT; some clouds keep their metadata service here
                    "127.0.0.0/8",
                    "169.254.0.0/16", // link-local; metadata services
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // relays of 6to4
                    "192.168.0.0/16",
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "2001::/23", // protocols: Teredo carries an IPv4 address inside; benchmarks, ORCHID
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4 carries an IPv4 address inside
                    "3fff::/20") // documentation
            .map(IpAddressMatcher::new)
            .toList();

    /** All of IPv6 that is given to the public so far. The rest is private, local, multicast, or reserved. */
    private static final IpAddressMatcher GLOBAL = new IpAddressMatcher("2000::/3");

    private static final IpAddressMatcher NAT64 = new IpAddressMatcher("64:ff9b::/96");

    /** The second half of an address of ISATAP, before the IPv4 address (RFC 5214). */
    private static final List<byte[]> ISATAP =
            List.of(new byte[] {0, 0, 0x5e, (byte) 0xfe}, new byte[] {2, 0, 0x5e, (byte) 0xfe});

    private static final int ISATAP_AT = 8;
    private static final int IPV4_AT = 12;
    private static final int IPV6_BYTES = 16;

    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private Networks() {}

    /** Whether it is not an address of the public internet. */
    public static boolean isPrivate(InetAddress address) {
        InetAddress inside = ipv4Inside(address);
        if (inside == null) {
            return isSpecial(address);
        }
        return isSpecial(inside) || (!isNat64(address) && isSpecial(address));
    }

    /**
     * Whether a host is a number but not written as {@code 192.0.2.1}: decimal, octal, hexadecimal and short forms mean one address
     * for one program and another address for the next.
     */
    public static boolean isAmbiguous(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        return !text.contains(":")
                && ENDS_IN_NUMBER.matcher(text).matches()
                && !IPV4.matcher(text).matches();
    }

    /**
     * The networks of a setting.
     *
     * @param networks CIDR list, or {@code all}
     * @param setting its name
     * @throws WrongSettingException that names the setting
     */
    public static Predicate<InetAddress> parse(String networks, String setting) {
        if (networks.strip().equals("all")) {
            return address -> true;
        }
        List<IpAddressMatcher> allowed = Arrays.stream(networks.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> network(part, setting))
                .toList();
        return address -> {
            String text = text(plain(address));
            return allowed.stream().anyMatch(network -> network.matches(text));
        };
    }

    /** The IPv4 address inside, if there is one; else the address itself. */
    static InetAddress plain(InetAddress address) {
        InetAddress inside = ipv4Inside(address);
        return inside == null ? address : inside;
    }

    private static IpAddressMatcher network(String cidr, String setting) {
        try {
            // the first part keeps names out, which would be looked up
            if (cidr.matches("[0-9a-fA-F:.]+(/\\d{1,3})?") && (cidr.contains(".") || cidr.contains(":"))) {
                return new IpAddressMatcher(cidr);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new WrongSettingException(
                setting + " must be \"all\" or networks like 10.0.0.0/8,fd00::/8, but has: " + cidr);
    }

    private static boolean isSpecial(InetAddress address) {
        String text = text(address);
        return PRIVATE.stream().anyMatch(network -> network.matches(text))
                || (address instanceof Inet6Address && !GLOBAL.matches(text));
    }

    private static boolean isNat64(InetAddress address) {
        return address instanceof Inet6Address && NAT64.matches(text(address));
    }

    /** What NAT64 and ISATAP carry. The JDK itself turns a mapped address ({@code ::ffff:192.0.2.1}) into an IPv4 one. */
    private static @Nullable InetAddress ipv4Inside(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != IPV6_BYTES) {
            return null;
        }
        byte[] before = Arrays.copyOfRange(bytes, ISATAP_AT, IPV4_AT);
        if (!isNat64(address) && ISATAP.stream().noneMatch(mark -> Arrays.equals(mark, before))) {
            return null;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV4_AT, IPV6_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Without a zone ({@code %eth0}), which the matcher does not read. */
    private static String text(InetAddress address) {
        return address.getHostAddress().replaceAll("%.*", "");
    }
}
