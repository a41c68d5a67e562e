package dev.caravan.sandbox.host;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code oauth_*} parameters of a request and everything that its signature covers, decoded. */
record OAuthParameters(Map<String, String> own, List<Map.Entry<String, String>> signed) {

    private static final Pattern HEADER_PAIR = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** @param header the {@code Authorization} header, empty if there is none */
    static OAuthParameters of(String query, String header) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                all.add(Map.entry(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        if (header.regionMatches(true, 0, "OAuth ", 0, 6)) {
            Matcher pairs = HEADER_PAIR.matcher(header);
            while (pairs.find()) {
                if (!pairs.group(1).equals("realm")) {
                    all.add(Map.entry(pairs.group(1), decoded(pairs.group(2))));
                }
            }
        }
        Map<String, String> own = new LinkedHashMap<>();
        all.stream()
                .filter(pair -> pair.getKey().startsWith("oauth_"))
                .forEach(pair -> own.put(pair.getKey(), pair.getValue()));
        all.removeIf(pair -> pair.getKey().equals("oauth_signature"));
        return new OAuthParameters(own, all);
    }

    String get(String name) {
        return own.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
