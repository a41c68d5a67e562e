package dev.caravan.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.woocommerce.BasicAuthentication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A web server in front of a sandbox store that lets keys in as certain hosts do, and others not. */
final class KeyGate implements AutoCloseable {

    /** Which keys come through. */
    enum Takes {
        /** The Authorization header gets lost on the way. */
        QUERY_ONLY,
        /** As usual. */
        HEADER,
        /** As WooCommerce on plain http: signed calls only, each nonce once. */
        SIGNED_ONLY
    }

    private final SandboxStore store;
    private volatile Takes takes;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final List<String> drops = new CopyOnWriteArrayList<>();
    /** What the calls showed that were let in or not, in their order: authorization header and query. */
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private final Set<String> agents = ConcurrentHashMap.newKeySet();

    KeyGate(SandboxStore store, Takes takes) throws IOException {
        this.store = store;
        this.takes = takes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next call of this kind gets no answer, although its key was seen. @param pathEnd as in {@code /products} */
    void drop(String pathEnd) {
        drops.add(pathEnd);
    }

    /** From now on. */
    void take(Takes other) {
        takes = other;
    }

    int dropsLeft() {
        return drops.size();
    }

    List<String> shown() {
        return List.copyOf(shown);
    }

    /** What the callers said of themselves. */
    Set<String> agents() {
        return Set.copyOf(agents);
    }

    private void handle(HttpExchange exchange) throws IOException {
        agents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
        byte[] body = exchange.getRequestBody().readAllBytes();
        URI uri = exchange.getRequestURI();
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        shown.add(header + " " + uri.getRawQuery());
        Map<String, String> query = query(uri);
        boolean comesIn = switch (takes) {
            case QUERY_ONLY -> store.consumerSecret().equals(query.get("consumer_secret"));
            case HEADER -> header.equals(BasicAuthentication.header(store.consumerKey(), store.consumerSecret()));
            case SIGNED_ONLY -> isSigned(exchange.getRequestMethod(), uri, query);
        };
        String drop = drops.stream().filter(uri.getPath()::endsWith).findFirst().orElse("");
        if (comesIn && drops.remove(drop)) {
            exchange.close();
            return;
        }
        forward(exchange, query, body, comesIn);
    }

    private void forward(HttpExchange exchange, Map<String, String> query, byte[] body, boolean comesIn)
            throws IOException {
        query.keySet().removeIf(name -> name.startsWith("oauth_") || name.startsWith("consumer_"));
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(name + "=" + encode(value)));
        URI target = URI.create(store.url() + exchange.getRequestURI().getRawPath() + "?" + String.join("&", pairs));
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        if (comesIn) {
            request.header("Authorization", BasicAuthentication.header(store.consumerKey(), store.consumerSecret()));
        }
        try (exchange) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server's side of OAuth 1.0a, written apart from the program's own. */
    private boolean isSigned(String method, URI uri, Map<String, String> query) {
        Map<String, String> signed = new TreeMap<>(query);
        String signature = signed.remove("oauth_signature");
        if (signature == null || signed.containsKey("consumer_secret") || !nonces.add(signed.get("oauth_nonce"))) {
            return false;
        }
        List<String> pairs = new ArrayList<>();
        signed.forEach((name, value) -> pairs.add(encode(encode(name) + "=" + encode(value))));
        String base = method + "&" + encode(url() + uri.getPath()) + "&" + String.join("%26", pairs);
        return signature.equals(hmac(base));
    }

    private String hmac(String base) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] key = (store.consumerSecret() + "&").getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
