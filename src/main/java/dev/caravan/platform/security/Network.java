package dev.caravan.platform.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The network of a request, by which callers are distinguished: an IPv4 address, or the /64 of an IPv6 address, in
 * which one caller may have any address.
 *
 * @param name the address itself, or the first 64 bits of it
 * @param wide the first 48 bits of an IPv6 address, which one customer of a provider may have; else as {@code name}
 */
public record Network(String name, String wide) {

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int IPV4_BYTES = 4;

    /** The network of an address as the servlet container gives it. Never looks a name up. */
    public static Network of(String address) {
        String literal = address.replaceAll("%.*|[\\[\\]]", "");
        if (!LITERAL.matcher(literal).matches() || !literal.contains(":") && !literal.contains(".")) {
            return new Network("unknown", "unknown");
        }
        try {
            byte[] bytes = InetAddress.getByName(literal)
                    .getAddress(); // an IPv4 address within an IPv6 one comes as the former
            if (bytes.length == IPV4_BYTES) {
                String name = InetAddress.getByAddress(bytes).getHostAddress();
                return new Network(name, name);
            }
            return new Network(prefix(bytes, 64), prefix(bytes, 48));
        } catch (UnknownHostException e) {
            return new Network("unknown", "unknown");
        }
    }

    private static String prefix(byte[] address, int bits) throws UnknownHostException {
        byte[] prefix = Arrays.copyOf(Arrays.copyOf(address, bits / Byte.SIZE), address.length);
        return InetAddress.getByAddress(prefix).getHostAddress() + "/" + bits;
    }
}
