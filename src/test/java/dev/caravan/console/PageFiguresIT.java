package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.security.Visitor;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.LargeCatalogue;
import dev.caravan.testing.ResponseTimes;
import dev.caravan.testing.TestSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What the pages of the console cost the server with 1,000 stores and 1,000,000 sync rows. Asserts nothing of speed; the figures are in
 * docs/figures.md: {@code ./mvnw verify -Pfigures -Dit.test=PageFiguresIT}.
 */
@Tag("benchmark")
@DirtiesContext // its catalogue is its own
@CaravanTest
class PageFiguresIT {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");

    /** Keeps its connection, as a browser does. */
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void measures() {
        new LargeCatalogue(jdbc).fill(1_000);
        long store =
                jdbc.sql("SELECT max(id) FROM connection").query(Long.class).single();
        long product = jdbc.sql("SELECT min(id) FROM product").query(Long.class).single();
        long attempt =
                jdbc.sql("SELECT max(id) FROM sync_log").query(Long.class).single();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("stores", "/");
        pages.put("stores, a search", "/?search=Store%2099");
        pages.put("needs attention", "/attention");
        pages.put("a cause", "/attention/group?store=" + store + "&code=bad_price");
        pages.put("products", "/products");
        pages.put("products, a search", "/products?search=SKU-0500");
        pages.put("products pending", "/products?status=pending");
        pages.put("a product", "/products/" + product);
        pages.put("a store", "/stores/" + store);
        pages.put("history", "/history");
        pages.put("history of a store", "/history?connectionId=" + store);
        pages.put("an attempt", "/history/" + attempt);
        pages.put("figures", "/figures");
        pages.put("audit log", "/admin/audit");
        Visitor visitor = new Visitor(api, "127.0.0.1");
        visitor.signIn("admin", TestSettings.PASSWORD);
        for (int n = 0; n < 60; n++) { // a program that has run for a while
            pages.values().forEach(path -> open(visitor, path));
        }
        Map<String, Runnable> calls = new LinkedHashMap<>();
        pages.forEach((name, path) -> calls.put(name, () -> open(visitor, path)));
        ResponseTimes.byTurns(calls).forEach((name, times) -> log.info("{}: {}", name, times));
    }

    /** With a session: whoever brings a password or a key gets the API's answer at the addresses that both have. */
    private void open(Visitor visitor, String path) {
        HttpRequest request = HttpRequest.newBuilder(api.uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Cookie", Visitor.SESSION + "=" + visitor.cookie(Visitor.SESSION))
                .header("Accept", "text/html")
                .build();
        HttpResponse<String> page;
        try {
            page = client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse(""))
                .as(path)
                .startsWith("text/html");
    }
}
