package dev.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends requests from an address of its own, which the JDK's client cannot before 19: 127.0.0.0/8 is all this machine. */
public record Source(String address) {

    /** An answer as it came, headers in lower case. */
    public record Reply(int status, Map<String, List<String>> headers, String body) {

        /** The first value of a header; empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .get(0);
        }
    }

    /** GET with HTTP Basic. */
    public Reply basic(URI uri, String username, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send("GET", uri, Map.of("Authorization", "Basic " + credentials), "");
    }

    /** Any request; the connection is closed after it. */
    public Reply send(String method, URI uri, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder head = new StringBuilder(method + " " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: "
                + uri.getAuthority() + "\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), uri.getPort()), 10_000);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readAllBytes();
            Reply reply = read(new String(answer, StandardCharsets.UTF_8));
            check(method, uri, reply, content(answer, reply));
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As of {@link Api}; which statuses there may be is left open, as the address may be another program's. */
    private static void check(String method, URI uri, Reply reply, String content) {
        String type = reply.header("Content-Type");
        DescribedApi.INSTANCE.check(method, uri.getRawPath(), false, reply.status(), type, Api.json(content));
    }

    /** The body without the sizes of its chunks. */
    private static String content(byte[] answer, Reply reply) {
        if (!reply.header("Transfer-Encoding").equals("chunked")) {
            return reply.body();
        }
        String bytes = new String(answer, StandardCharsets.ISO_8859_1);
        StringBuilder content = new StringBuilder();
        int at = bytes.indexOf("\r\n\r\n") + 4;
        for (int end = bytes.indexOf("\r\n", at); end > 0; end = bytes.indexOf("\r\n", at)) {
            int size = Integer.parseInt(bytes.substring(at, end), 16);
            content.append(bytes, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
        return new String(content.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Reply read(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String[] lines = answer.substring(0, end).split("\r\n", -1);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ?", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new java.util.ArrayList<>())
                    .add(parts[1]);
        }
        return new Reply(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, answer.substring(end + 4));
    }
}
