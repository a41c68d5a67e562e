package dev.caravan.program;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A website that makes the browser of whoever looks at it send requests to another one. It is on this machine, under another port and,
 * if wished, another name.
 */
public final class OtherSite implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    public OtherSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    /** Its host names: of a website of its own, and of one that differs from Caravan's by its port alone. */
    public static List<String> hosts() {
        return List.of(Browser.OTHER_SITE, "localhost");
    }

    /** The address of a new page. */
    public URI page(String host, String html) {
        String path = "/page-" + count.incrementAndGet();
        pages.put(path, "<!doctype html><title>Other site</title><body>" + html + "</body>");
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    /**
     * A form that the page submits as soon as it is shown. With {@code text/plain} a browser sends {@code name=value}: the last string
     * of the JSON takes the equals sign.
     */
    public static String form(String enctype, URI target, String json) {
        int end = json.lastIndexOf('"');
        return "<form method='post' enctype='" + enctype + "' action='" + target + "'>"
                + "<input type='hidden' name='" + escaped(json.substring(0, end)) + "' value='"
                + escaped(json.substring(end)) + "'></form>"
                + "<script>document.forms[0].submit()</script>";
    }

    /** A link that the page follows as soon as it is shown. */
    public static String link(URI target) {
        return "<a href='" + target + "'>prices</a><script>document.links[0].click()</script>";
    }

    /** What loads without a click. */
    public static String embedded(URI target) {
        return "<img src='" + target + "'><iframe src='" + target + "'></iframe><script src='" + target + "'></script>"
                + "<link rel='stylesheet' href='" + target + "'>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("'", "&#39;");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
