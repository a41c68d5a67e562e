package dev.caravan.catalog.asset;

import dev.caravan.platform.ApiException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The address of a file that is stored elsewhere. It is parsed as browsers do, and stored in the form that every
 * program reads: the host in ASCII (IDNA), everything else percent-encoded where necessary, without a fragment.
 *
 * @param text the plain form
 */
record FileAddress(String text, String host, String path) {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern PARTS =
            Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@]+)(?::(\\d{0,5}))?");
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?");
    /** Browsers drop these characters anywhere in an address. */
    private static final Pattern DROPPED = Pattern.compile("[\\t\\r\\n]+");
    /** IDNA 2003, which the JDK implements, maps these letters to others; browsers keep them. */
    private static final Pattern KEPT_BY_BROWSERS = Pattern.compile("[\u00df\u03c2]");

    private static final Pattern PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%";

    /** @throws ApiException 400 if a store could not download from there */
    static FileAddress of(@Nullable String given) {
        String text = given == null ? "" : DROPPED.matcher(given.strip()).replaceAll("");
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw wrong();
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw wrong();
        }
        String host = authority.group(1).startsWith("[") ? authority.group(1) : host(authority.group(1));
        String port = authority.group(2) == null ? "" : authority.group(2);
        if (!port.isEmpty() && (Integer.parseInt(port) == 0 || Integer.parseInt(port) > HIGHEST_PORT)) {
            throw wrong();
        }
        String path = encoded(parts.group(3).replace('\\', '/'), "");
        String query = parts.group(4) == null ? "" : encoded(parts.group(4), "?");
        String whole = parts.group(1).toLowerCase(Locale.ROOT) + "://" + host + (port.isEmpty() ? "" : ":" + port)
                + (path.isEmpty() && !query.isEmpty() ? "/" : path) + query;
        if (whole.length() > LONGEST) {
            throw wrong();
        }
        try {
            new URI(whole);
        } catch (URISyntaxException e) {
            throw wrong();
        }
        return new FileAddress(whole, host, path);
    }

    URI uri() {
        return URI.create(text);
    }

    /** The name at the end of the path, in plain letters; empty if there is none. */
    String fileName() {
        return UriUtils.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    private static String host(String given) {
        try {
            String host = Normalizer.normalize(given, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            StringBuilder ascii = new StringBuilder();
            for (String label : host.split("[.\u3002\uff0e\uff61]", -1)) {
                ascii.append(ascii.isEmpty() ? "" : ".")
                        .append(
                                KEPT_BY_BROWSERS.matcher(label).find()
                                        ? "xn--" + Punycode.encode(label)
                                        : IDN.toASCII(label, IDN.ALLOW_UNASSIGNED));
            }
            String name = ascii.toString().toLowerCase(Locale.ROOT);
            if (name.length() <= LONGEST_HOST && HOST.matcher(name).matches()) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw wrong();
    }

    private static String encoded(String part, String alsoPlain) {
        String text = PERCENT.matcher(part).replaceAll("%25");
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 128 && (PLAIN.indexOf(point) >= 0 || alsoPlain.indexOf(point) >= 0)) {
                encoded.append((char) point);
            } else {
                for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", one));
                }
            }
        });
        return encoded.toString();
    }

    private static ApiException wrong() {
        return ApiException.invalid(
                "url", "must be an http or https address of at most " + LONGEST + " characters, without credentials");
    }
}
