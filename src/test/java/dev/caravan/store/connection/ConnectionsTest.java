package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.FORCE;
import static dev.caravan.store.ConnectionFixture.KEY;
import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.SECRET;
import static dev.caravan.store.ConnectionFixture.body;
import static dev.caravan.store.ConnectionFixture.make;
import static dev.caravan.store.ConnectionFixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.store.ConnectionFixture;
import dev.caravan.store.Store;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.woocommerce.ForbiddenAddressException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@CaravanTest
@ExtendWith(OutputCaptureExtension.class)
class ConnectionsTest {

    @Autowired
    Api api;

    @Autowired
    StoresApi stores;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AllowedAddresses addresses;

    @Test
    void connectsAStoreWithDefaults() {
        String url = url();
        JsonNode made =
                api.post(PATH + FORCE, body(url + "/wp-json/", "")).expect(201).json();

        assertThat(made.path("storeUrl").asText()).isEqualTo(url);
        assertThat(made.path("autoSync").asBoolean()).isTrue();
        assertThat(made.path("autoExport").asBoolean()).isFalse();
        assertThat(made.path("onDelete").asText()).isEqualTo("keep");
        assertThat(made.path("onMissing").asText()).isEqualTo("recreate");
        assertThat(made.path("batchSize").asInt()).isEqualTo(50);
        assertThat(made.path("concurrency").asInt()).isEqualTo(1);
        assertThat(made.path("requestsPerMinute").isNull()).isTrue();
        assertThat(made.at("/health/state").asText()).isEqualTo("ok");
        assertThat(made.path("createdAt").asText()).endsWith("Z");
        assertThat(api.get(PATH + "/" + made.path("id").asLong()).expect(200).json())
                .isEqualTo(made);
        assertThat(stores.credentials(made.path("id").asLong())).isEqualTo(new StoreCredentials(KEY, SECRET));
    }

    @Test
    void answersThePageThatIsAskedFor() {
        api.post(PATH + FORCE, body(url(), "")).expect(201);
        api.post(PATH + FORCE, body(url(), "")).expect(201);

        JsonNode second = api.get(PATH + "?page=2&limit=1").expect(200).json();

        assertThat(second.path("data")).hasSize(1);
        assertThat(second.at("/pagination/page").asInt()).isEqualTo(2);
        assertThat(second.at("/pagination/hasPrev").asBoolean()).isTrue();
    }

    @Test
    void answersTheOnesThatAreAskedForByTheirIds() {
        long first = make(api);
        long second = make(api);
        make(api);

        JsonNode found = api.get(PATH + "?limit=1&page=2&ids=" + second + ",%209999999," + first + "," + second)
                .expect(200)
                .json();

        assertThat(found.path("data").findValuesAsText("id")).containsExactly(String.valueOf(second));
        assertThat(found.at("/pagination/total").asLong()).isEqualTo(2);
        assertThat(api.get(PATH + "?ids=7,b").expect(400).text()).contains("ids must be ids with commas between them");
    }

    @Test
    void showsCredentialsNowhere(CapturedOutput output) {
        String hook = "hook-55556666";
        var made = api.post(PATH + FORCE, body(url(), ",\"webhookSecret\":\"" + hook + "\""))
                .expect(201);
        String one = PATH + "/" + made.id();
        String answers = made.text()
                + api.get(one).text()
                + api.get(PATH + "?limit=100").text()
                + api.get(PATH + "/default").text()
                + api.patch(one + FORCE, "{\"batchSize\":\"many\"}").text()
                + api.post(PATH + FORCE, body("nonsense", "")).text()
                + api.post(PATH + FORCE, body(url(), ",\"consumerkey\":\"" + KEY + "\""))
                        .text()
                + api.post(PATH + "/test", body("http://127.0.0.1:9", "").replace("\"storeName\":\"Shop\",", ""))
                        .text();

        assertThat(answers).doesNotContain(KEY, SECRET, hook);
        assertThat(output.getAll()).doesNotContain(KEY, SECRET, hook);
        assertThat(jdbc.sql("SELECT connection::text FROM connection")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(KEY) || row.contains(SECRET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batchSize | 0 | between 1 and 100",
                "batchSize | 101 | between 1 and 100",
                "concurrency | 9 | between 1 and 8",
                "requestsPerMinute | 0 | between 1 and 60000",
                "requestsPerMinute | 60001 | between 1 and 60000",
                "onDelete | \"shred\" | one of keep, draft, trash, delete",
                "onMissing | 1 | one of recreate, unlink",
                "autoSync | \"maybe\" | true or false",
                "consumerKey | \"ck a\" | 1 to 200",
                "consumerSecret | \"  \" | 1 to 200",
                "storeName | \" \" | must not be blank",
                "storeName | \"a\\u0000b\" | U+0000",
                "storeUrl | \"https://10.0.0.1\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://[::ffff:10.0.0.1]\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://[64:ff9b::a00:1]\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://[2606:4700::5efe:10.0.0.1]\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://[::]\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://0.0.0.0\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://100.100.100.200\" | CARAVAN_STORE_ALLOW_PRIVATE",
                "storeUrl | \"https://[fe80::1%25eth0]\" | name a host",
                "storeUrl | \"https://167772161\" | four decimal numbers",
                "storeUrl | \"https://0x0a.1\" | four decimal numbers",
                "storeUrl | \"https://012.0.0.1\" | four decimal numbers",
                "storeUrl | \"https://１２7.1\" | four decimal numbers",
                "storeUrl | \"https://a:b@c.example\" | user name",
                "surprise | 1 | not a known field",
            })
    void refusesAWrongField(String field, String value, String message) {
        long id = make(api);

        JsonNode problem = api.patch(PATH + "/" + id + FORCE, "{\"" + field + "\":" + value + "}")
                .expect(400)
                .json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).contains(message);
    }

    @Test
    void wantsCredentialsForANewConnection() {
        String message = api.post(PATH + FORCE, "{\"storeName\":\"a\",\"storeUrl\":\"" + url() + "\"}")
                .expect(400)
                .json()
                .path("message")
                .asText();

        assertThat(message).contains("consumerKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "%20", "%1f", "1.5"})
    void forceIsTrueOrFalse(String value) {
        Api.Answer answer = api.post(PATH + "?force=" + value, ConnectionFixture.body(ConnectionFixture.url(), ""));

        assertThat(answer.expect(400).text()).contains("is not a valid Boolean");
    }

    @Test
    void takesAnAddressOnce() {
        String url = url();
        long first = api.post(PATH + FORCE, body(url, "")).expect(201).id();
        long second = make(api);

        assertThat(api.post(PATH + FORCE, body(url.replace("http", "HTTP") + "/", ""))
                        .expect(409)
                        .text())
                .contains("storeUrl");
        api.patch(PATH + "/" + second + FORCE, "{\"storeUrl\":\"" + url + "\"}").expect(409);
        api.patch(PATH + "/" + first + FORCE, "{\"storeUrl\":\"" + url + "\"}").expect(200);
    }

    @Test
    void patchesOnlyWhatIsGiven() {
        long id = make(api);
        api.patch(PATH + "/" + id + FORCE, "{\"batchSize\":7,\"requestsPerMinute\":90,\"onDelete\":\"trash\"}")
                .expect(200);

        JsonNode patched = api.patch(
                        PATH + "/" + id + FORCE, "{\"requestsPerMinute\":null,\"consumerSecret\":\" cs_new \"}")
                .expect(200)
                .json();

        assertThat(patched.path("batchSize").asInt()).isEqualTo(7);
        assertThat(patched.path("onDelete").asText()).isEqualTo("trash");
        assertThat(patched.path("requestsPerMinute").isNull()).isTrue();
        assertThat(stores.credentials(id)).isEqualTo(new StoreCredentials(KEY, "cs_new"));
    }

    @Test
    void replacesWithDefaultsButKeepsCredentials() {
        String url = url();
        long id = api.post(PATH + FORCE, body(url, ",\"batchSize\":7,\"autoSync\":false"))
                .expect(201)
                .id();

        JsonNode replaced = api.put(PATH + "/" + id + FORCE, "{\"storeName\":\"New\",\"storeUrl\":\"" + url + "\"}")
                .expect(200)
                .json();

        assertThat(replaced.path("storeName").asText()).isEqualTo("New");
        assertThat(replaced.path("batchSize").asInt()).isEqualTo(50);
        assertThat(replaced.path("autoSync").asBoolean()).isTrue();
        assertThat(stores.credentials(id)).isEqualTo(new StoreCredentials(KEY, SECRET));
    }

    @Test
    void deletesAConnection() {
        long id = make(api);

        api.delete(PATH + "/" + id).expect(204);

        api.get(PATH + "/" + id).expect(404);
        api.delete(PATH + "/" + id).expect(404);
        assertThat(stores.find(id)).isEmpty();
    }

    @Test
    void hidesConnectionsOfOtherAccounts() {
        long id = make(api);
        long stranger = jdbc.sql("INSERT INTO account (name) VALUES ('other') RETURNING id")
                .query(Long.class)
                .single();
        long own = stores.find(id).orElseThrow().accountId();
        jdbc.sql("UPDATE connection SET account_id = :other, is_default = false WHERE id = :id")
                .param("other", stranger)
                .param("id", id)
                .update();

        api.get(PATH + "/" + id).expect(404);
        api.patch(PATH + "/" + id + FORCE, "{}").expect(404);
        api.put(PATH + "/" + id + FORCE, body(url(), "")).expect(404);
        api.post(PATH + "/" + id + "/pause", "").expect(404);
        api.post(PATH + "/" + id + "/test", "").expect(404);
        api.delete(PATH + "/" + id).expect(404);
        assertThatThrownBy(() -> stores.get(new Caller(own, "admin", Role.ADMIN), id))
                .isInstanceOf(ApiException.class);
        assertThat(stores.get(new Caller(stranger, "x", Role.VIEWER), id).id()).isEqualTo(id);
    }

    @Test
    void saysThatCredentialsDoNotOpen() {
        long id = make(api);
        jdbc.sql("UPDATE connection SET key_id = '00000000' WHERE id = :id")
                .param("id", id)
                .update();

        JsonNode report = api.post(PATH + "/" + id + "/test", "").expect(200).json();

        assertThat(report.path("success").asBoolean()).isFalse();
        assertThat(report.path("message").asText()).contains("00000000");
        api.patch(PATH + "/" + id + FORCE, "{\"consumerKey\":\"ck_a\"}").expect(409);
        api.patch(PATH + "/" + id + FORCE, "{\"consumerKey\":\"ck_a\",\"consumerSecret\":\"cs_b\"}")
                .expect(200);
        assertThat(stores.credentials(id)).isEqualTo(new StoreCredentials("ck_a", "cs_b"));
    }

    @Test
    void keepsBothOfTwoPatchesAtOnce() {
        long id = make(api);
        for (int round = 1; round <= 20; round++) {
            String batch = "{\"batchSize\":" + round + "}";
            String pace = "{\"requestsPerMinute\":" + round + "}";
            Stream.of(batch, pace)
                    .parallel()
                    .forEach(patch -> api.patch(PATH + "/" + id + FORCE, patch).expect(200));

            Store store = stores.find(id).orElseThrow();
            assertThat(store.batchSize()).isEqualTo(round);
            assertThat(store.requestsPerMinute()).isEqualTo(round);
        }
    }

    @Test
    void takesAPrivateAddressThatTheProgramAllowed() throws UnknownHostException {
        URI own = URI.create("http://10.9.9.9:8099");
        api.post(PATH + FORCE, body(own.toString(), "")).expect(400);

        addresses.allow(own);

        api.post(PATH + FORCE, body(own + "/", "")).expect(201);
        api.post(PATH + FORCE, body("http://10.9.9.9:8098", "")).expect(400);
        assertThat(addresses.names().resolve("10.9.9.9", 8099)).hasSize(1);
        assertThatThrownBy(() -> addresses.names().resolve("10.9.9.9", 8098))
                .isInstanceOf(ForbiddenAddressException.class);
        assertThat(addresses.isAllowed(InetAddress.getByName("10.9.9.9"))).isFalse();
    }

    @Test
    void takesAHostThatIsNotKnownNow() {
        api.post(PATH + FORCE, body("https://not-there.invalid", "")).expect(201);
    }
}
