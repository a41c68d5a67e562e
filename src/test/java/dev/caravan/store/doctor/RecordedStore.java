package dev.caravan.store.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A local web server that answers as a recorded store did. */
public final class RecordedStore implements AutoCloseable {

    private static final Path FOLDER = Path.of("src/test/resources/woocommerce-contract");
    private static final String STORE = "https://store.example";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String recording;
    private final String served;
    private final HttpServer server;
    /** Method and target of each call, as they came. */
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** @param served a word of the table, see {@code ill-stores.txt} */
    public RecordedStore(String recording, String served) throws IOException {
        this.recording = recording;
        this.served = served;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Names of all recordings, without .json. */
    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create(base() + (served.equals("folder") ? "/shop" : ""));
    }

    public List<String> calls() {
        return List.copyOf(calls);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String kind = path.endsWith("/wp-json/")
                ? "index"
                : path.endsWith("/batch") ? "batch" : path.endsWith("/products") ? "read" : "facts";
        answer(exchange, fitting(kind, shownBy(exchange)));
        exchange.close();
    }

    /** How the call shows its key: "" if it shows none. */
    private static String shownBy(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.contains("oauth_signature=")) {
            return "oauth";
        }
        return exchange.getRequestHeaders().containsKey("Authorization")
                ? "basic"
                : query.contains("consumer_secret=") ? "query" : "";
    }

    /** @return the recording that this call is answered with */
    private String fitting(String kind, String shownBy) {
        boolean signed = served.startsWith("oauth");
        boolean everyCall = served.equals("everywhere") || served.equals("folder");
        boolean everyKey = !shownBy.isEmpty()
                && (served.equals("keyed")
                        || (served.equals("not-query") && !shownBy.equals("query"))
                        || (shownBy.equals("oauth")
                                && List.of("oauth", "oauth-elsewhere").contains(served)));
        boolean thisKind = (served.equals(kind) && !shownBy.equals("oauth"))
                || (served.equals("oauth-" + kind) && shownBy.equals("oauth"));
        if (everyCall || everyKey || thisKind) {
            return recording;
        }
        if (!shownBy.isEmpty() && shownBy.equals("oauth") != signed) {
            return "auth-missing-batch";
        }
        return switch (kind) {
            case "index" -> "index";
            case "batch" -> "connection-test-write";
            case "read" -> "connection-test-read";
            default -> "system-status";
        };
    }

    private void answer(HttpExchange exchange, String name) throws IOException {
        JsonNode response = MAPPER.readTree(Files.readString(FOLDER.resolve(name + ".json")))
                .path("response");
        response.path("headers")
                .properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .add(header.getKey(), here(header.getValue().asText())));
        JsonNode body = response.path("body");
        byte[] bytes = here(body.isTextual() ? body.asText() : body.toString()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.path("status").asInt(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The recorded store knows itself under the address that it is asked at, unless it is told apart by just that. */
    private String here(String text) {
        return recording.startsWith("front-redirect") || served.equals("oauth-elsewhere")
                ? text
                : text.replace(STORE, base());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
