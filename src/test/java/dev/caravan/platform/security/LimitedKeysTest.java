package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An API key that is limited to connections sees no others, in any operation of the description. */
@CaravanTest
class LimitedKeysTest {

    private static final String PATH = "/integration/woocommerce";
    private static final String NOWHERE = "999999999";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private long own;
    private long foreign;
    private As key;

    @BeforeEach
    void twoStoresWithEverything() {
        own = store("own");
        foreign = store("foreign");
        key = As.key(
                api,
                api.post("/api-keys", "{\"name\":\"k\",\"role\":\"admin\",\"connectionIds\":[" + own + "]}")
                        .expect(201)
                        .json()
                        .path("key")
                        .asText());
    }

    @AfterEach
    void nothingStays() {
        jdbc.sql("DELETE FROM api_key").update();
        jdbc.sql("DELETE FROM alert WHERE connection_id IN (:own, :foreign)")
                .param("own", own)
                .param("foreign", foreign)
                .update();
        api.delete(PATH + "/connections/" + own);
        api.delete(PATH + "/connections/" + foreign);
    }

    private long store(String name) {
        long id = api.post(
                        PATH + "/connections?force=true",
                        "{\"storeName\":\"" + name + "-store\",\"storeUrl\":\"http://127.0.0.1:1/" + name
                                + "\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}")
                .expect(201)
                .id();
        api.post(PATH + "/connections/" + id + "/pause", "").expect(200);
        api.post(PATH + "/connections/" + id + "/export-mappings", "{\"selectedFields\":[\"name\"]}")
                .expect(201);
        for (String statement : List.of(
                "INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts) "
                        + "SELECT account_id, id, 7, 'x', store_name, 'update', 1 FROM connection WHERE id = :id",
                "INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, outcome, attempt) "
                        + "SELECT account_id, id, 7, store_name, 'update', 'error', 1 FROM connection WHERE id = :id",
                "INSERT INTO alert (account_id, connection_id, store_name, kind, detail, opened_at) "
                        + "SELECT account_id, id, store_name, 'store_unwell', 'x', now() FROM connection WHERE id = :id")) {
            jdbc.sql(statement).param("id", id).update();
        }
        jdbc.sql("INSERT INTO export_job (id, account_id, connection_id, total, state, finished_at) "
                        + "SELECT :job, account_id, id, 0, 'done', now() FROM connection WHERE id = :id")
                .param("job", UUID.randomUUID())
                .param("id", id)
                .update();
        jdbc.sql(
                        "INSERT INTO action_job (id, account_id, action, state, connection_ids, who, due_at, created_at, changed_at) "
                                + "SELECT :job, account_id, 'push', 'done', ARRAY[id], store_name, now(), now(), now() FROM connection WHERE id = :id")
                .param("job", UUID.randomUUID())
                .param("id", id)
                .update();
        return id;
    }

    private String one(String select, long connection) {
        return jdbc.sql(select + " WHERE connection_id = :id")
                .param("id", connection)
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** The address of a thing of a store; the same of one that does not exist for {@link #NOWHERE}. */
    private static String address(
            String path, String connection, String letter, String mapping, String export, String job, String attempt) {
        return path.replace("/connections/{id}", "/connections/" + connection)
                .replace("/dead-letters/{id}", "/dead-letters/" + letter)
                .replace("/export-mappings/{id}", "/export-mappings/" + mapping)
                .replace("/exports/{id}", "/exports/" + export)
                .replace("/jobs/{id}", "/jobs/" + job)
                .replace("/sync-logs/{id}", "/sync-logs/" + attempt)
                .replaceAll("\\{[^}]+}", NOWHERE);
    }

    private String addressOf(String path, long connection) {
        return address(
                path,
                Long.toString(connection),
                one("SELECT id FROM dead_letter", connection),
                one("SELECT id FROM export_mapping", connection),
                one("SELECT id FROM export_job", connection),
                one(
                        "SELECT id FROM (SELECT id, unnest(connection_ids) AS connection_id FROM action_job) a",
                        connection),
                one("SELECT id FROM sync_log", connection));
    }

    private static String nowhere(String path) {
        String unknown = "00000000-0000-0000-0000-000000000000";
        return address(path, NOWHERE, NOWHERE, NOWHERE, unknown, unknown, NOWHERE);
    }

    @Test
    void everyOperationAnswersAsIfOtherStoresDidNotExist() {
        List<String> hidden = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        JsonNode paths = api.get("/openapi.json").expect(200).json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    String method = verb.getKey().toUpperCase(Locale.ROOT);
                    String operation = method + " " + path.getKey();
                    String body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
                    var answer = key.send(method, addressOf(path.getKey(), foreign), body);
                    assertThat(answer.text()).as("%s", operation).doesNotContain("foreign-store");
                    if (answer.status() == 403
                            || answer.status() == 415) { // the latter: the type of the body is looked at first
                        refused.add(operation);
                    } else if (path.getKey().startsWith(PATH) && path.getKey().contains("{")) {
                        var unknown = key.send(method, nowhere(path.getKey()), body);
                        assertThat(answer.status())
                                .as("%s: %s", operation, answer.text())
                                .isIn(400, 404);
                        assertThat(answer.text().replaceAll("(\\w+-){4}\\w+|\\d+", "N"))
                                .as("%s", operation)
                                .isEqualTo(unknown.text().replaceAll("(\\w+-){4}\\w+|\\d+", "N"));
                        hidden.add(operation);
                    } else {
                        lists.add(operation);
                    }
                }));

        assertThat(key.source()
                        .send(
                                "POST",
                                api.uri("/products/bulk"),
                                Map.of("Authorization", key.authorization(), "Content-Type", "application/x-ndjson"),
                                "{}")
                        .status())
                .isEqualTo(403);
        assertThat(hidden).hasSizeGreaterThan(25);
        assertThat(lists).allMatch(operation -> operation.startsWith("GET ") || operation.startsWith("POST " + PATH));
        assertThat(refused)
                .contains("POST " + PATH + "/connections", "POST /products", "POST /products/bulk", "GET /users")
                .contains("POST /api-keys", "POST /users/{id}/password", "DELETE /assets/{id}")
                .noneMatch(operation -> operation.startsWith("GET /products"));
    }

    @Test
    void whatIsNamedInABodyOrAQueryDoesNotExistEither() {
        key.post(PATH + "/connections/export", "{\"connectionId\":" + foreign + ",\"all\":true}")
                .expect(404);
        key.post(PATH + "/dead-letters/discard", "{\"connectionId\":" + foreign + "}")
                .expect(404);
        key.post(PATH + "/dead-letters/replay", "{\"connectionId\":" + foreign + ",\"dryRun\":true}")
                .expect(404);
        key.post(PATH + "/dead-letters/replay", "{\"ids\":[" + one("SELECT id FROM dead_letter", foreign) + "]}")
                .expect(200);
        for (String list : List.of("/dead-letters", "/dead-letters/groups", "/connections/sync-logs/list", "/stores")) {
            key.get(PATH + list + "?connectionId=" + foreign).expect(404);
            key.get(PATH + list + "?connectionId=999999999").expect(404);
            key.get(PATH + list + "?limit=1&connectionId=" + own).expect(200);
            assertThat(api.get(PATH + list + "?connectionId=" + foreign).text())
                    .as("%s", list)
                    .contains("foreign-store");
        }
        assertThat(key.get(PATH + "/alerts?connectionId=" + foreign)
                        .expect(200) // alerts of a store stay when it is deleted
                        .json()
                        .path("data"))
                .isEmpty();
        assertThat(one("SELECT state FROM dead_letter", foreign)).isEqualTo("open");
    }

    @Test
    void allMeansAllOfItsOwn() {
        var dryRun = key.post(PATH + "/dead-letters/discard", "{\"all\":true,\"dryRun\":true}")
                .expect(200);
        var done = key.post(PATH + "/dead-letters/discard", "{\"all\":true}").expect(200);

        assertThat(dryRun.json().path("count").asLong()).isEqualTo(1);
        assertThat(done.json().path("count").asLong()).isEqualTo(1);
        assertThat(done.text()).doesNotContain("foreign-store");
        assertThat(one("SELECT state FROM dead_letter", foreign)).isEqualTo("open");
        assertThat(one("SELECT state FROM dead_letter", own)).isEqualTo("discarded");
    }

    @Test
    void itsOwnStoreIsThere() {
        for (String path : List.of(
                "/connections/{id}",
                "/connections/{id}/stats",
                "/connections/{id}/sync-status",
                "/connections/{id}/export-mappings/active",
                "/connections/export-mappings/{id}",
                "/connections/{id}/deletions",
                "/connections/{id}/exports",
                "/connections/sync-logs/{id}",
                "/dead-letters/{id}",
                "/exports/{id}",
                "/jobs/{id}")) {
            key.get(addressOf(PATH + path, own)).expect(200);
        }
        for (Map.Entry<String, String> list : Map.of(
                        "/connections",
                        "data",
                        "/dead-letters",
                        "data",
                        "/alerts",
                        "data",
                        "/jobs",
                        "data",
                        "/connections/sync-logs/list",
                        "logs")
                .entrySet()) {
            var answer = key.get(PATH + list.getKey()).expect(200);
            assertThat(answer.json().path(list.getValue()).size())
                    .as("%s", list.getKey())
                    .isEqualTo(1);
            assertThat(answer.text()).contains("own-store").doesNotContain("foreign-store");
        }
        assertThat(key.get(PATH + "/connections?ids=" + foreign + "," + own).text())
                .contains("own-store")
                .doesNotContain("foreign-store");
        key.get("/products").expect(200);
        assertThat(key.get("/me").json().path("connectionIds").path(0).asLong()).isEqualTo(own);
        assertThat(key.send("PATCH", PATH + "/connections/" + own, "{\"storeName\":\"own-store 2\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void itMakesNoStoreTheDefault() {
        As other = As.key(
                api,
                api.post("/api-keys", "{\"name\":\"k2\",\"role\":\"admin\",\"connectionIds\":[" + foreign + "]}")
                        .expect(201)
                        .json()
                        .path("key")
                        .asText());

        other.send("PATCH", PATH + "/connections/" + foreign, "{\"isDefault\":true}")
                .expect(403);
    }

    /** An address that another store has would be answered 409, and so say that the store is there. */
    @Test
    void itMovesNoStoreSoNoAddressSaysWhetherAnotherStoreHasIt() {
        String connection = PATH + "/connections/" + own;
        List<String> answers = Stream.of("http://127.0.0.1:1/foreign", "http://127.0.0.1:1/nobody")
                .map(url -> key.send("PATCH", connection + "?force=true", "{\"storeUrl\":\"" + url + "\"}")
                        .expect(403)
                        .text())
                .toList();

        assertThat(answers.get(0)).isEqualTo(answers.get(1)).contains("leaves their storeUrl as it is");
        key.send("PATCH", connection, "{\"storeUrl\":\"http://127.0.0.1:1/own\"}")
                .expect(200);
        api.patch(connection + "?force=true", "{\"storeUrl\":\"http://127.0.0.1:1/foreign\"}")
                .expect(409);
    }
}
