package dev.caravan.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks that can be out of order. */
final class Receiver implements AutoCloseable {

    /** An answer that gets lost: the webhook has arrived, and its sender does not know. */
    static final int LOST = -1;

    /** A request as it came. */
    record Received(String id, String timestamp, String signature, String contentType, String body) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> next = new ConcurrentLinkedQueue<>();
    private volatile int always = 204;
    private volatile String elsewhere = "";

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=receivers-t0ken";
    }

    void next(int... statuses) {
        for (int status : statuses) {
            next.add(status);
        }
    }

    /** Sends whoever comes on to another address, with the statuses of {@link #next}. */
    void redirectTo(String url) {
        elsewhere = url;
    }

    void always(int status) {
        always = status;
    }

    /** What came about a connection, in its order. */
    List<Received> about(long connection) {
        return about("\"connectionId\":" + connection + ",");
    }

    /** What came with these words, in its order. */
    List<Received> about(String words) {
        return received.stream().filter(one -> one.body().contains(words)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                header(exchange, "Content-Type"),
                body));
        Integer planned = next.poll();
        int status = planned == null ? always : planned;
        if (status != LOST) {
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", elsewhere);
            }
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
