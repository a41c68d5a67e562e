package dev.caravan.platform.security;

import dev.caravan.testing.Api;
import dev.caravan.testing.Source;
import dev.caravan.testing.Source.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser, as far as cookies and forms go. */
public final class Visitor {

    public static final String CSRF = "caravan-csrf";
    public static final String SESSION = "caravan";
    private static final String PAGE = "text/html,application/xhtml+xml";

    private final Api api;
    private final Source source;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Visitor(Api api, String address) {
        this.api = api;
        this.source = new Source(address);
    }

    /** Opens the page and sends its form. */
    public Reply signIn(String username, String password) {
        open("/login");
        return form(username, password, cookie(CSRF));
    }

    public Reply form(String username, String password, String token) {
        String body = "username=" + encode(username) + "&password=" + encode(password) + "&_csrf=" + encode(token);
        return send(
                "POST", "/login", Map.of("Accept", PAGE, "Content-Type", "application/x-www-form-urlencoded"), body);
    }

    public Reply open(String path) {
        return send("GET", path, Map.of("Accept", PAGE), "");
    }

    /** As a script of our page calls: with the token. */
    public Reply call(String method, String path, String json) {
        return send(
                method,
                path,
                Map.of("Accept", "application/json", "Content-Type", "application/json", "X-XSRF-TOKEN", cookie(CSRF)),
                json);
    }

    public Reply send(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!cookies.isEmpty()) {
            all.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Reply reply = source.send(method, api.uri(path), all, body);
        reply.headers().getOrDefault("set-cookie", List.of()).forEach(this::take);
        return reply;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void cookie(String name, String value) {
        cookies.put(name, value);
    }

    private void take(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
