package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import dev.caravan.testing.OtlpReceiver;
import dev.caravan.testing.OtlpReceiver.Span;
import dev.caravan.testing.TestSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One trace from a request to the store's answer, over the queue in the database. A context of its own: others make no traces. */
@SyncTest
@DirtiesContext
class TraceTest {

    private static final OtlpReceiver RECEIVER = OtlpReceiver.start();
    private static final String DELIVERY = "deliver to store";
    private static final String COALESCED = "coalesced with a newer change";

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @DynamicPropertySource
    static void sendTraces(DynamicPropertyRegistry settings) {
        settings.add("caravan.traces.endpoint", RECEIVER::endpoint);
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @Test
    void isOneFromTheRequestToTheAnswerOfEachStore() {
        Connected a = shop.connect();
        Connected b = shop.connect();
        Item product = shop.product();
        shop.export(a, product);
        shop.export(b, product);
        String trace = trace();

        price(product, "21.00", trace);
        shop.awaitField(a, product, "regular_price", "21.00");
        shop.awaitField(b, product, "regular_price", "21.00");

        Shop.awaitUntil(() -> spans(trace, DELIVERY).size() == 2);
        Span request = spans(trace, DELIVERY).stream()
                .flatMap(span -> byId(span.parent()).stream())
                .findFirst()
                .orElseThrow();
        assertThat(request.attributes()).containsEntry("http.method", "PATCH");
        assertThat(spans(trace, DELIVERY)).allSatisfy(delivery -> {
            assertThat(delivery.parent()).isEqualTo(request.id());
            assertThat(delivery.attributes())
                    .containsEntry("http.response.status_code", "200")
                    .containsEntry("caravan.outcome", "synced")
                    .containsEntry("caravan.operation", "update")
                    .containsEntry("caravan.product", Long.toString(product.id()));
        });
        assertThat(spans(trace, DELIVERY))
                .extracting(delivery -> delivery.attributes().get("caravan.connection"))
                .containsExactlyInAnyOrder(Long.toString(a.id()), Long.toString(b.id()));
    }

    @Test
    void isThatOfTheNewestChangeToWhichTheOlderOnesLink() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        String older = trace();
        String newer = trace();

        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        price(product, "22.00", older);
        shop.known(product);
        price(product, "23.00", newer);
        shop.known(product);
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);

        Shop.awaitUntil(() -> !spans(newer, DELIVERY).isEmpty());
        Shop.awaitUntil(() -> !spans(older, COALESCED).isEmpty());
        assertThat(spans(older, COALESCED))
                .singleElement()
                .satisfies(span -> assertThat(span.links()).containsExactly(newer));
        assertThat(spans(older, DELIVERY)).isEmpty();
    }

    @Test
    void endsWithEachTryThatFails() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        shop.shutDown(store);
        String trace = trace();

        price(product, "24.00", trace);

        Shop.awaitUntil(() -> !spans(trace, DELIVERY).isEmpty());
        assertThat(spans(trace, DELIVERY).get(0).attributes())
                .containsEntry("caravan.outcome", "retry")
                .doesNotContainKey("http.response.status_code");
    }

    /** The keys of this store are in the query of each call. */
    @Test
    void hasNoSecretsNoAddressesAndNoContents() {
        Connected store = shop.connect("\"authentication\":\"query\"");
        Item product = shop.product();
        shop.export(store, product);
        String trace = trace();

        price(product, "4711.25", trace);
        Shop.awaitUntil(() -> !spans(trace, DELIVERY).isEmpty());
        api.get("/products?search=Geheim").expect(200);
        api.get("/products/0").expect(404);
        Shop.awaitUntil(() -> RECEIVER.spans().stream()
                .anyMatch(span -> "404".equals(span.attributes().get("http.status_code"))));

        assertThat(RECEIVER.spans())
                .allSatisfy(span -> assertThat(span.events()).isZero())
                .allSatisfy(
                        span -> assertThat(span.attributes())
                                .allSatisfy(
                                        (key, value) -> assertThat(key)
                                                .matches(
                                                        "caravan\\.[a-z]+|component|op|error|http\\.(response\\.)?(status_code|method)")));
        assertThat(RECEIVER.everything())
                .doesNotContain(store.store().consumerKey(), store.store().consumerSecret(), "consumer_")
                .doesNotContain("Basic ", TestSettings.PASSWORD, "4711.25", "Geheim", product.sku(), "127.0.0.1");
    }

    private static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private void price(Item product, String price, String trace) {
        api.send(HttpRequest.newBuilder(api.uri("/products/" + product.id()))
                        .header("Authorization", Api.authorization())
                        .header("Content-Type", "application/json")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .method("PATCH", BodyPublishers.ofString("{\"price\":\"" + price + "\"}"))
                        .build())
                .expect(200);
    }

    private static List<Span> spans(String trace, String name) {
        return RECEIVER.spans(trace).stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private static Optional<Span> byId(String id) {
        return RECEIVER.spans().stream().filter(span -> span.id().equals(id)).findFirst();
    }
}
