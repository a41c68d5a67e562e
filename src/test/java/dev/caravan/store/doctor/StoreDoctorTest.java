package dev.caravan.store.doctor;

import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.ConnectionFixture;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.RawServer;
import dev.caravan.testing.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CaravanTest
class StoreDoctorTest {

    @Autowired
    Api api;

    SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Doctor's shop"));

    @BeforeEach
    void seed() {
        store.clearCalls();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findsAStoreWell() {
        JsonNode report = examine();

        assertThat(report.path("success").asBoolean()).isTrue();
        assertThat(report.at("/storeInfo/storeName").asText()).isEqualTo("Doctor's shop");
        assertThat(report.at("/storeInfo/wooVersion").asText()).matches("\\d+\\..*");
        assertThat(report.at("/storeInfo/wpVersion").asText()).matches("\\d+\\..*");
        assertThat(report.path("checks").findValuesAsText("name"))
                .containsExactly(
                        "store-reached",
                        "no-redirect",
                        "nothing-in-front",
                        "wordpress-works",
                        "is-wordpress",
                        "permalinks-work",
                        "woocommerce-active",
                        "clocks-agree",
                        "authorization-arrives",
                        "key-known",
                        "key-may-read",
                        "key-may-write",
                        "currency-and-units",
                        "host-limits");
        assertThat(report.path("authentication").asText()).isEqualTo("basic");
        assertThat(report.at("/storeInfo/currency").asText()).hasSize(3);
        assertThat(report.at("/storeInfo/priceDecimals").isInt()).isTrue();
        assertThat(report.at("/storeInfo/weightUnit").asText()).isEqualTo("kg");
        assertThat(report.at("/storeInfo/dimensionUnit").asText()).isEqualTo("cm");
        assertThat(report.at("/checks/0/remedy").isNull()).isTrue();
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void examinesAConnectionWithItsOwnKey() {
        String connection = body(store.url().toString(), "")
                .replace(ConnectionFixture.KEY, store.consumerKey())
                .replace(ConnectionFixture.SECRET, store.consumerSecret());
        long id = api.post(PATH, connection).expect(201).id();

        JsonNode report = api.post(PATH + "/" + id + "/test", "").expect(200).json();

        assertThat(report.path("success").asBoolean()).isTrue();
    }

    @Test
    void knowsAnUnknownKey() {
        assertIll(examine(store.url().toString(), "ck_wrong", store.consumerSecret()), "key-known", "consumer key");
    }

    @Test
    void knowsAWrongSecret() {
        assertIll(examine(store.url().toString(), store.consumerKey(), "cs_wrong"), "key-known", "consumer secret");
    }

    @Test
    void knowsAReadOnlyKey() {
        store.setKeyPermissions(KeyPermissions.READ);

        assertThat(assertIll(examine(), "key-may-write", "read only")).contains("Read/Write");
    }

    @Test
    void knowsAStoreThatIsNotThere() {
        store.close();

        assertIll(examine(), "store-reached", "connection");
    }

    @Test
    void knowsAHostThatHasNoName() {
        JsonNode report = examine("https://not-there.invalid", "ck_a", "cs_b");

        assertThat(assertIll(report, "store-reached", "host name not found")).contains("DNS");
    }

    @Test
    void knowsHttpsOnAPlainPort() {
        String https = store.url().toString().replace("http:", "https:");

        assertThat(assertIll(examine(https, "ck_a", "cs_b"), "store-reached", "speaks plain http, not https"))
                .isEqualTo("Set the store's address to " + store.url());
    }

    @Test
    void knowsHttpOnAPortOfTlsAndACertificateOfItsOwn() throws Exception {
        try (TlsServer server = new TlsServer()) {
            JsonNode plain = examine("http://127.0.0.1:" + server.port(), "ck_a", "cs_b");
            assertThat(assertIll(plain, "store-reached", "speaks https, not plain http"))
                    .isEqualTo("Set the store's address to " + server.url());

            JsonNode own = examine(server.url().toString(), "ck_a", "cs_b");
            assertThat(assertIll(own, "store-reached", "self-signed")).contains("Let's Encrypt");
        }
    }

    @Test
    void doesNotTakeEveryBrokenAnswerForTls() {
        try (RawServer server = RawServer.at("127.0.0.1", 0, "")) {
            assertThat(assertIll(
                            examine(server.url().toString(), "ck_a", "cs_b"), "store-reached", "without an answer"))
                    .doesNotContain("https");
        }
    }

    @Test
    void doesNotTakeForTlsWhatHangsUpWhateverIsSaid() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().readNBytes(1);
                    } catch (IOException e) {
                        // the test is over
                    }
                }
            });
            hangsUp.setDaemon(true);
            hangsUp.start();

            JsonNode plain = examine("http://127.0.0.1:" + server.getLocalPort(), "ck_a", "cs_b");
            assertThat(assertIll(plain, "store-reached", "without an answer")).doesNotContain("https://");
            JsonNode tls = examine("https://127.0.0.1:" + server.getLocalPort(), "ck_a", "cs_b");
            assertThat(assertIll(tls, "store-reached", "hangs up")).doesNotContain("certificate");
        }
    }

    @Test
    void saysHowLongTheStoreTook() {
        assertThat(examine().at("/checks/0/detail").asText()).matches("127\\.0\\.0\\.1 answered in \\d+ ms");
    }

    @Test
    void knowsMaintenance() {
        store.faults().always(SandboxFault.status(503));

        assertThat(assertIll(examine(), "wordpress-works", "asks for time")).contains(".maintenance");
    }

    @Test
    void knowsAWebPage() {
        store.faults().always(SandboxFault.html());

        assertThat(assertIll(examine(), "is-wordpress", "web page")).contains("Permalinks");
    }

    @Test
    void namesTheAddressBehindARedirect() {
        store.faults().always(SandboxFault.redirect("https://store.example/wp-json/?secret=1"));

        assertThat(assertIll(examine(), "no-redirect", "redirects to https://store.example"))
                .isEqualTo("Set the store's address to https://store.example");
    }

    @Test
    void knowsALoginPage() {
        store.faults().always(SandboxFault.redirect("https://store.example/wp-login.php"));

        assertThat(assertIll(examine(), "nothing-in-front", "redirects")).contains("sign in");
    }

    @Test
    void knowsThatWooCommerceIsOff() {
        store.faults().always(SandboxFault.restNoRoute(), SandboxScope.WRITES);

        assertIll(examine(), "woocommerce-active", "is WooCommerce active");
    }

    @Test
    void knowsAWrongFolder() {
        JsonNode report = examine(store.url() + "/shop", store.consumerKey(), store.consumerSecret());

        assertThat(assertIll(report, "is-wordpress", "404")).contains("/shop");
    }

    @Test
    void knowsAFailingStore() {
        store.faults().always(SandboxFault.status(500), SandboxScope.BATCHES);

        assertThat(assertIll(examine(), "key-may-write", "500")).contains("log");
    }

    @Test
    void knowsExchangedKeyAndSecret() {
        JsonNode report = examine(store.url().toString(), store.consumerSecret(), store.consumerKey());

        assertThat(assertIll(report, "key-known", "does not know")).contains("exchanged");
    }

    @Test
    void doesNotShowTheSecretToAPublicHttpAddress() {
        String body = test("http://93.184.215.14", "ck_a", "cs_b").replace("}", ",\"authentication\":\"query\"}");

        assertThat(api.post(PATH + "/test", body)
                        .expect(400)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("authentication");
    }

    @Test
    void refusesAPrivateAddress() {
        String body = test("http://10.0.0.1", "ck_a", "cs_b");

        assertThat(api.post(PATH + "/test", body).expect(400).text()).contains("CARAVAN_STORE_ALLOW_PRIVATE");
    }

    private JsonNode examine() {
        return examine(store.url().toString(), store.consumerKey(), store.consumerSecret());
    }

    private JsonNode examine(String url, String key, String secret) {
        return api.post(PATH + "/test", test(url, key, secret)).expect(200).json();
    }

    private static String test(String url, String key, String secret) {
        return """
                {"storeUrl":"%s","consumerKey":"%s","consumerSecret":"%s"}""".formatted(url, key, secret);
    }

    /** One check failed, and the report's message is its detail. @return its remedy */
    private static String assertIll(JsonNode report, String check, String detail) {
        List<JsonNode> failed = StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(found -> !found.path("ok").asBoolean())
                .toList();
        assertThat(report.path("success").asBoolean()).isFalse();
        assertThat(failed).hasSize(1);
        JsonNode found = failed.get(0);
        assertThat(found.path("name").asText()).isEqualTo(check);
        assertThat(found.path("detail").asText()).contains(detail);
        assertThat(report.path("message").asText())
                .isEqualTo(found.path("detail").asText());
        return found.path("remedy").asText();
    }
}
