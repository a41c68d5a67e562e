package dev.caravan.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Connections and their alerts, over the API. */
final class Stores {

    static final String PATH = "/integration/woocommerce";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Api api;

    Stores(Api api) {
        this.api = api;
    }

    /** Connects a store that nobody asks anything of. */
    long connect() {
        int number = NUMBER.incrementAndGet();
        return api.post(
                        PATH + "/connections?force=true",
                        "{\"storeName\":\"Shop %d\",\"storeUrl\":\"http://127.0.0.1:9/shop-%d\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}"
                                .formatted(number, number))
                .expect(201)
                .id();
    }

    /** Alerts of a store, newest first. @param query further filters: {@code &kind=…} */
    JsonNode alerts(long connection, String query) {
        return api.get(PATH + "/alerts?connectionId=" + connection + query)
                .expect(200)
                .json()
                .path("data");
    }

    /** Waits until a store has one open alert of a kind. */
    JsonNode awaitOpen(long connection, String kind) {
        await(() -> alerts(connection, "&state=open&kind=" + kind).size() == 1);
        return alerts(connection, "&state=open&kind=" + kind).path(0);
    }

    /** Waits until the alert is closed. */
    JsonNode awaitClosed(long connection, String kind) {
        await(() -> alerts(connection, "&state=open&kind=" + kind).isEmpty());
        return alerts(connection, "&state=closed&kind=" + kind).path(0);
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(40))
                .until(condition);
    }
}
