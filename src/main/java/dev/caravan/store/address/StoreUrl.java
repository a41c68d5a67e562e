package dev.caravan.store.address;

import dev.caravan.platform.ApiException;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normalises a store's address as users paste it: scheme://host[:port][/path] without a slash at the end. Messages
 * never repeat the input, because it may hold a password.
 */
public final class StoreUrl {

    private static final int MAX_CHARS = 500;
    private static final int MAX_PORT = 65_535;
    private static final Pattern PARTS =
            Pattern.compile("(?<scheme>https?)://(?<authority>[^/?#]*)(?<path>[^?#]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(:(?<port>\\d{0,5}))?");
    /** Users copy the address from the browser while they are in the shop's backend. */
    private static final Pattern BACKEND =
            Pattern.compile("/(wp-json|wp-admin|wp-login\\.php)(/.*)?$", Pattern.CASE_INSENSITIVE);

    private StoreUrl() {}

    /** The normalised address. @throws ApiException 400 that names the problem */
    public static URI normalise(String input) {
        String text = input.strip();
        if (text.length() > MAX_CHARS) {
            throw wrong("must have at most " + MAX_CHARS + " characters");
        }
        if (text.contains("?") || text.contains("#")) {
            throw wrong("must not have a query or a fragment (? or #)");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw wrong("must start with https:// or http://");
        }
        if (parts.group("authority").contains("@")) {
            throw wrong("must not hold a user name or password");
        }
        Matcher authority = AUTHORITY.matcher(parts.group("authority"));
        if (!authority.matches()) {
            throw wrong("must name a host, for example https://shop.example.com");
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String address = scheme + "://" + host(authority.group("host")) + port(scheme, authority.group("port"));
        return uri(address, path(parts.group("path")));
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            return host.toLowerCase(Locale.ROOT);
        }
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            if (Networks.isAmbiguous(name)) {
                throw wrong("has a number as host; write an IPv4 address as four decimal numbers");
            }
            return name;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw wrong("has a host name that is not valid");
        }
    }

    private static String port(String scheme, String port) {
        if (port == null || port.isEmpty()) {
            return "";
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > MAX_PORT) {
            throw wrong("has a port that is not between 1 and " + MAX_PORT);
        }
        return number == (scheme.equals("https") ? 443 : 80) ? "" : ":" + number;
    }

    private static String path(String path) {
        return BACKEND.matcher(path.replaceAll("/{2,}", "/")).replaceFirst("").replaceAll("/+$", "");
    }

    private static URI uri(String address, String path) {
        URI uri;
        try {
            uri = URI.create(URI.create(address + path).normalize().toASCIIString());
        } catch (IllegalArgumentException e) {
            throw wrong("is not a valid address");
        }
        if (uri.getHost() == null || uri.getPath().startsWith("/..")) {
            throw wrong("must name a host, for example https://shop.example.com");
        }
        if (uri.toString().length() > MAX_CHARS) {
            throw wrong("must have at most " + MAX_CHARS + " characters");
        }
        return uri;
    }

    private static ApiException wrong(String message) {
        return ApiException.invalid("storeUrl", message);
    }
}
