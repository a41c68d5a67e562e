package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.HoldReason;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.testing.Api;
import dev.caravan.testing.RawServer;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * The owner of a name points it at a service of Caravan's own network after the connection was saved. Allowed is 127.0.0.1; the
 * service that must not be reached has the same port on 127.0.0.3.
 */
@SyncTest
@Import(ChangingNames.class)
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "caravan.store-allow-private=127.0.0.1",
            "caravan.alert.check-every=200ms",
            "caravan.alert.unwell-after=0s",
            "caravan.alert.webhook-every=100ms",
            "caravan.alert.webhook-backoff=100ms",
            "caravan.alert.webhook-attempts=2",
            "caravan.alert.webhook-allow-private=127.0.0.1"
        })
class NameRebindingTest {

    private static final String SECRET = "s3cret-of-the-metadata-service";
    private static final String ANSWER = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n"
            + "{\"code\":\"" + SECRET + "\",\"message\":\"" + SECRET + "\",\"data\":{\"status\":400}}";
    private static final RawServer RECEIVER = RawServer.at("127.0.0.3", 0, ANSWER);

    @Autowired
    Api api;

    @Autowired
    Shop shop;

    @Autowired
    StoresApi stores;

    @Autowired
    StoreHealthApi health;

    @DynamicPropertySource
    static void receiver(DynamicPropertyRegistry settings) {
        settings.add("caravan.alert.webhook-url", () -> "http://receiver.test:" + RECEIVER.port() + "/hook");
        settings.add("caravan.alert.webhook-secret", () -> "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.3", "127.0.0.1,127.0.0.3", "127.0.0.3,127.0.0.1", "::ffff:127.0.0.3", "0.0.0.0"})
    void deliversNothingToAnAddressThatTheNameHasComeToMean(String addresses, CapturedOutput output) {
        Shop.Connected store = connectByName("rebound-" + addresses.hashCode() + ".test");
        Shop.Item product = shop.product();
        shop.export(store, product);
        try (RawServer service = RawServer.at("127.0.0.3", store.store().port(), ANSWER)) {
            ChangingNames.say(host(store), addresses.split(","));
            shop.configure(store, "{\"concurrency\":2}"); // ends the connections that were made before
            shop.price(product, "11.00");
            Shop.awaitUntil(() -> health(store).path("reason").asText().equals("wrong_address"));

            assertThat(health(store).toString())
                    .contains("lies in a private network")
                    .contains("CARAVAN_STORE_ALLOW_PRIVATE");
            assertThat(exportInBackground(store, product).toString()).doesNotContain(SECRET);
            assertThat(shop.row(store, product).path("syncStatus").asText()).isEqualTo("pending");
            assertThat(shop.deadLetters(store, "")).isEmpty();
            assertThat(shop.logs(store, "").toString()).doesNotContain(SECRET);
            assertThat(service.connections()).isZero();
        }
        ChangingNames.say(host(store), "127.0.0.1");
        Shop.awaitUntil(() -> store.field(product.sku(), "regular_price").equals("11.00"));
        assertThat(output).doesNotContain(SECRET);
    }

    @Test
    void theDoctorAndTheListOfAttributesRefuseItAsWell() {
        Shop.Connected store = connectByName("examined.test");
        try (RawServer service = RawServer.at("127.0.0.3", store.store().port(), ANSWER)) {
            ChangingNames.say(host(store), "127.0.0.3");

            Api.Answer examined = api.post(path(store) + "/test", "");
            Api.Answer attributes = api.get(path(store) + "/woocommerce-attributes");

            assertThat(examined.json().path("success").asBoolean()).isFalse();
            assertThat(examined.text()).contains("CARAVAN_STORE_ALLOW_PRIVATE").doesNotContain(SECRET);
            assertThat(attributes.status()).isEqualTo(400);
            assertThat(attributes.text()).doesNotContain(SECRET);
            assertThat(service.connections()).isZero();
        }
    }

    @Test
    void webhooksOfAlertsRefuseIt(CapturedOutput output) {
        ChangingNames.say("receiver.test", "127.0.0.3");
        Shop.Connected store = shop.connect();

        health.hold(
                store.id(),
                HoldReason.UNREACHABLE,
                "connection refused",
                Instant.now().plusSeconds(3600));

        // an alert of another test may have been abandoned before, as the name had no address then
        Shop.awaitUntil(() -> output.getOut()
                .lines()
                .anyMatch(line -> line.contains("was abandoned after 2 tries")
                        && line.contains("CARAVAN_ALERT_WEBHOOK_ALLOW_PRIVATE")));
        assertThat(output).doesNotContain(SECRET);
        assertThat(RECEIVER.connections()).isZero();
    }

    /** 307 and 308 keep the method and the body; the other service may be called by itself, or not. */
    @ParameterizedTest
    @CsvSource({
        "301, 127.0.0.3",
        "302, 127.0.0.3",
        "303, 127.0.0.3",
        "307, 127.0.0.3",
        "308, 127.0.0.3",
        "307, 127.0.0.1",
        "302, 127.0.0.1"
    })
    void followsNoRedirectOfAStore(int status, String address) {
        Shop.Connected store = shop.connect();
        Shop.Item product = shop.product();
        shop.export(store, product);
        try (RawServer service = RawServer.at(address, 0, ANSWER);
                RawServer door = RawServer.at(
                        "127.0.0.1",
                        0,
                        "HTTP/1.1 " + status + " Moved\r\nLocation: " + service.url()
                                + "/wp-json/wc/v3/products\r\nContent-Length: 0\r\n\r\n")) {
            shop.configure(store, "{\"storeUrl\":\"" + door.url() + "\"}");
            shop.price(product, "12.00");
            Shop.awaitUntil(() -> health(store).path("reason").asText().equals("wrong_address"));
            Api.Answer examined = api.post(path(store) + "/test", "").expect(200);
            Api.Answer attributes = api.get(path(store) + "/woocommerce-attributes");

            assertThat(door.connections()).isGreaterThanOrEqualTo(3);
            assertThat(service.connections()).isZero();
            assertThat(examined.json().path("success").asBoolean()).isFalse();
            assertThat(attributes.status()).isGreaterThanOrEqualTo(400);
            assertThat(examined.text() + attributes.text() + health(store)).doesNotContain(SECRET);
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerKeepsNoDelivery() {
        Shop.Connected silent = connectByName("silent.test");
        Shop.Connected other = connectByName("other.test");
        ChangingNames.fallSilent(host(silent));
        try {
            Shop.Item product = shop.product();
            shop.configure(silent, "{\"autoSync\":true}");
            exportInBackground(silent, product);

            Shop.awaitUntil(() -> health(silent).path("reason").asText().equals("unreachable"));
            shop.export(other, product);

            assertThat(health(silent).toString()).contains("did not answer");
            assertThat(other.shows(product)).isPresent();
        } finally {
            ChangingNames.speakAgain(host(silent));
        }
        Shop.awaitUntil(() -> health(silent).path("state").asText().equals("ok"));
    }

    /** As with {@code -Dhttp.proxyHost} or {@code -DsocksProxyHost}; the JDK asks the same for both. */
    @Test
    void noProxyOfTheJvmCarriesACallAroundTheCheck() {
        Shop.Connected store = connectByName("proxied.test");
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy = RawServer.at("127.0.0.3", 0, ANSWER)) {
            ProxySelector.setDefault(new ProxyFor(host(store), store.store().port(), proxy, before));

            shop.export(store, shop.product());
            Api.Answer examined = api.post(path(store) + "/test", "").expect(200);

            assertThat(examined.json().path("success").asBoolean()).isTrue();
            assertThat(proxy.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /** Leaves all but one store alone. */
    private static final class ProxyFor extends ProxySelector {

        private final String host;
        private final int port;
        private final RawServer proxy;
        private final ProxySelector others;

        ProxyFor(String host, int port, RawServer proxy, ProxySelector others) {
            this.host = host;
            this.port = port;
            this.proxy = proxy;
            this.others = others;
        }

        @Override
        public List<Proxy> select(URI uri) {
            boolean ours = host.equals(uri.getHost()) || uri.getPort() == port;
            if (!ours) {
                return others.select(uri);
            }
            Proxy.Type type = uri.getScheme().equals("socket") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
            return List.of(new Proxy(type, new java.net.InetSocketAddress("127.0.0.3", proxy.port())));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    private Shop.Connected connectByName(String name) {
        ChangingNames.say(name, "127.0.0.1");
        Shop.Connected store = shop.connect();
        shop.configure(
                store, "{\"storeUrl\":\"http://" + name + ":" + store.store().port() + "\"}");
        return store;
    }

    private String host(Shop.Connected store) {
        return stores.find(store.id()).orElseThrow().storeUrl().getHost();
    }

    private JsonNode exportInBackground(Shop.Connected store, Shop.Item product) {
        return shop.startExport(store, List.of(product)).expect(202).json();
    }

    private JsonNode health(Shop.Connected store) {
        return api.get(path(store)).expect(200).json().path("health");
    }

    private static String path(Shop.Connected store) {
        return Shop.PATH + "/connections/" + store.id();
    }
}
