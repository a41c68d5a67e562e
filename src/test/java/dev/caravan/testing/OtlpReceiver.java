package dev.caravan.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A collector of traces: takes OTLP over HTTP and reads the spans by the numbers of their fields in opentelemetry-proto's {@code trace.proto}.
 */
public final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    /** @param parent empty for the first one of a trace @param links the traces that it links to */
    public record Span(
            String trace,
            String id,
            String parent,
            String name,
            Map<String, String> attributes,
            List<String> links,
            int events) {}

    private OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    public static OtlpReceiver start() {
        return new OtlpReceiver();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** All that came, byte for byte. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        bodies.forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    public List<Span> spans() {
        return bodies.stream()
                .map(OtlpReceiver::parse)
                .flatMap(request -> messages(request, 1).stream()) // resource_spans
                .flatMap(resource -> messages(resource, 2).stream()) // scope_spans
                .flatMap(scope -> messages(scope, 2).stream()) // spans
                .map(OtlpReceiver::span)
                .toList();
    }

    /** The spans of one trace. */
    public List<Span> spans(String trace) {
        return spans().stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private static Span span(UnknownFieldSet span) {
        Map<String, String> attributes = new HashMap<>();
        for (UnknownFieldSet attribute : messages(span, 9)) {
            UnknownFieldSet value = messages(attribute, 2).get(0);
            attributes.put(
                    text(attribute, 1),
                    value.hasField(3) ? value.getField(3).getVarintList().get(0).toString() : text(value, 1));
        }
        return new Span(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span, 5),
                attributes,
                messages(span, 13).stream().map(link -> hex(link, 1)).toList(),
                messages(span, 11).size());
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) {
        return of.getField(field).getLengthDelimitedList().stream()
                .map(ByteString::toByteArray)
                .map(OtlpReceiver::parse)
                .toList();
    }

    private static UnknownFieldSet parse(byte[] message) {
        try {
            return UnknownFieldSet.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(UnknownFieldSet of, int field) {
        return of.getField(field).getLengthDelimitedList().stream()
                .findFirst()
                .map(ByteString::toStringUtf8)
                .orElse("");
    }

    private static String hex(UnknownFieldSet of, int field) {
        return of.getField(field).getLengthDelimitedList().stream()
                .findFirst()
                .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
