package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.FORCE;
import static dev.caravan.store.ConnectionFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.ConnectionFixture;
import dev.caravan.store.Notice;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A connection is tested before it is saved, and a store can be asked what it has. */
@CaravanTest
class TestedFirstTest {

    @Autowired
    Api api;

    @Autowired
    StoresApi stores;

    @Autowired
    StoreHealthApi health;

    @Autowired
    JdbcClient jdbc;

    SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Tested first"));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void doesNotSaveAWrongKey() {
        JsonNode problem = api.post(PATH, body("cs_wrong")).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("consumerKey");
        assertThat(problem.at("/errors/0/message").asText())
                .contains("key-known", "does not belong", "Make a key", "?force=true")
                .doesNotContain("cs_wrong", store.consumerKey());
        assertThat(count()).isZero();
        api.post(PATH + FORCE, body("cs_wrong")).expect(201);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void doesNotSaveAnAddressWhereNobodyLives() {
        String body = body(store.consumerSecret()).replace(store.url().toString(), ConnectionFixture.url());

        assertThat(api.post(PATH, body).expect(400).json().at("/errors/0/field").asText())
                .isEqualTo("storeUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"consumerSecret\":\"cs_wrong\"}", "{\"storeUrl\":\"http://127.0.0.1:9/moved\"}"})
    void leavesAConnectionAsItWasIfItsChangeDoesNotPass(String patch) {
        long id = api.post(PATH, body(store.consumerSecret())).expect(201).id();
        JsonNode before = api.get(PATH + "/" + id).expect(200).json();

        api.patch(PATH + "/" + id, patch).expect(400);

        assertThat(api.get(PATH + "/" + id).expect(200).json()).isEqualTo(before);
        assertThat(stores.credentials(id).consumerSecret()).isEqualTo(store.consumerSecret());
        api.patch(PATH + "/" + id + FORCE, patch).expect(200);
    }

    @Test
    void asksNobodyIfAddressAndKeyStayAsTheyAre() {
        long id = api.post(PATH, body(store.consumerSecret())).expect(201).id();
        store.close();

        api.patch(PATH + "/" + id, "{\"batchSize\":9,\"webhookSecret\":\"hook-1\"}")
                .expect(200);
        String same = "{\"storeName\":\"New\",\"storeUrl\":\"" + store.url() + "\"}";
        api.put(PATH + "/" + id, same).expect(200);
        api.put(PATH + "/" + id, same.replace("}", ",\"consumerKey\":\"ck_1\"}"))
                .expect(400);
    }

    @Test
    void keepsTheWayThatIsSet() {
        long id = api.post(PATH, body(store.consumerSecret()).replace("}", ",\"authentication\":\"query\"}"))
                .expect(201)
                .id();

        JsonNode patched =
                api.patch(PATH + "/" + id, "{\"batchSize\":9}").expect(200).json();

        assertThat(patched.path("authentication").asText()).isEqualTo("query");
        assertThat(api.patch(PATH + "/" + id, "{\"authentication\":\"oauth\"}")
                        .expect(400)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("authentication"); // this sandbox store takes no signed calls
        assertThat(api.patch(PATH + "/" + id, "{\"authentication\":\"smoke signals\"}")
                        .expect(400)
                        .text())
                .contains("must be one of auto, basic, query, oauth");
    }

    @Test
    void notesANoticeOnceInTenMinutes() {
        long id = api.post(PATH, body(store.consumerSecret())).expect(201).id();
        health.noteNotice(id, "Warning: " + store.consumerSecret());
        health.noteNotice(id, "another");

        assertThat(notice(id).text()).isEqualTo("Warning: …");

        jdbc.sql("UPDATE connection SET notice_at = now() - interval '11 min' WHERE id = :id")
                .param("id", id)
                .update();
        health.noteNotice(id, "another");
        assertThat(notice(id).text()).isEqualTo("another");
        assertThat(notice(id).at()).isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void listsTheStoresGlobalAttributes() {
        long id = api.post(PATH, body(store.consumerSecret())).expect(201).id();
        store.seedAttribute("Color");

        JsonNode list =
                api.get(PATH + "/" + id + "/woocommerce-attributes").expect(200).json();

        assertThat(list).hasSize(1);
        assertThat(list.at("/0/name").asText()).isEqualTo("Color");
        assertThat(list.at("/0/slug").asText()).isEqualTo("pa_color");
        assertThat(list.at("/0/id").asLong()).isPositive();
    }

    @Test
    void saysWhyAStoreCouldNotBeAskedForItsAttributes() {
        long id = api.post(PATH, body(store.consumerSecret())).expect(201).id();
        store.faults().always(SandboxFault.status(503));

        JsonNode problem =
                api.get(PATH + "/" + id + "/woocommerce-attributes").expect(502).json();

        assertThat(problem.path("message").asText()).contains("asks for time");
        store.close();
        assertThat(api.get(PATH + "/" + id + "/woocommerce-attributes")
                        .expect(502)
                        .text())
                .contains("could not be asked");
        api.get(PATH + "/999999/woocommerce-attributes").expect(404);
    }

    private String body(String secret) {
        return "{\"storeName\":\"Shop\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                .formatted(store.url(), store.consumerKey(), secret);
    }

    private long count() {
        return jdbc.sql("SELECT count(*) FROM connection WHERE store_url = :url")
                .param("url", store.url().toString())
                .query(Long.class)
                .single();
    }

    private Notice notice(long id) {
        Notice notice = stores.find(id).orElseThrow().notice();
        if (notice == null) {
            throw new AssertionError("nothing is noted");
        }
        return notice;
    }
}
