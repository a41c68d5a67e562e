package dev.caravan.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done by whom can be read, whatever was done. */
@CaravanTest
class AuditTest {

    private static final String NOWHERE = "999999999";
    private static final String CONNECTIONS = "/integration/woocommerce/connections";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private long newest() {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM audit_log")
                .query(Long.class)
                .single();
    }

    /** Outcome and status of the entries of a user since then. */
    private List<String> since(long id, String who) {
        return jdbc.sql("SELECT concat_ws(' ', action, outcome, status) FROM audit_log WHERE id > :id AND who = :who "
                        + "AND action <> 'sign-in' ORDER BY id")
                .param("id", id)
                .param("who", who)
                .query(String.class)
                .list();
    }

    private JsonNode entry(String query) {
        return api.get("/audit-log?" + query).expect(200).json().path("data").path(0);
    }

    @Test
    void everyOperationThatChangesSomethingIsRecordedWhetherItSucceedsFailsOrIsRefused() {
        make("watcher", "viewer");
        make("walker", "admin");
        List<String> unrecorded = new ArrayList<>();
        int operations = 0;
        JsonNode paths = api.get("/openapi.json").expect(200).json().path("paths");
        for (var path : paths.properties()) {
            for (var verb : path.getValue().properties()) {
                String method = verb.getKey().toUpperCase(Locale.ROOT);
                String address = path.getKey().replaceAll("\\{[^}]+}", NOWHERE);
                if (method.equals("GET")) {
                    continue;
                }
                operations++;
                for (String who : List.of("watcher", "walker")) {
                    long before = newest();
                    int status = call(method, address, who);
                    if (since(before, who).isEmpty()) {
                        unrecorded.add(method + " " + path.getKey() + " by " + who + ": " + status);
                    }
                }
            }
        }
        assertThat(unrecorded).isEmpty();
        assertThat(operations).isGreaterThan(40);
    }

    private int call(String method, String address, String who) {
        return api.send(HttpRequest.newBuilder(api.uri(address))
                        .header("Authorization", Api.authorization(who))
                        .header("Content-Type", address.endsWith("/bulk") ? "application/x-ndjson" : "application/json")
                        .method(method, BodyPublishers.ofString("[]"))
                        .build())
                .status();
    }

    /** Of the refusals of one user within a minute only the first is written at once, and the tests of other classes are the admin's. */
    private String aNewAdmin() {
        String name = "auditor-" + UUID.randomUUID().toString().substring(0, 8);
        make(name, "admin");
        return name;
    }

    private void make(String name, String role) {
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role)"
                        + " SELECT account_id, :name, password_hash, :role FROM app_user WHERE username = 'admin'")
                .param("name", name)
                .param("role", role)
                .update();
    }

    private Api.Answer send(String who, String method, String path, String body) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", Api.authorization(who))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aChangedProductIsOneEntryWithWhatChanged() {
        String who = aNewAdmin();
        long before = newest();
        long id = send(who, "POST", "/products", "{\"sku\":\"AUDIT-1\",\"name\":\"Shirt\",\"price\":\"19.90\"}")
                .expect(201)
                .id();
        send(who, "PATCH", "/products/" + id, "{\"price\":\"17.50\",\"stockQuantity\":4,\"description\":\"soft\"}")
                .expect(200);
        send(who, "POST", "/products", "{\"sku\":\"audit-1\",\"name\":\"Shirt\"}")
                .expect(409);
        send(who, "DELETE", "/products/" + id, "").expect(204);

        assertThat(since(before, who))
                .containsExactly(
                        "create-product done",
                        "change-product done",
                        "create-product failed 409",
                        "delete-product done");
        JsonNode entry = entry("action=change-product&target=products/" + id);
        assertThat(entry.path("who").asText()).isEqualTo(who);
        assertThat(entry.path("from").asText()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(entry.path("before").path("price").decimalValue()).isEqualByComparingTo("19.90");
        assertThat(entry.path("after").path("price").decimalValue()).isEqualByComparingTo("17.50");
        assertThat(entry.path("after").path("stockQuantity").asInt()).isEqualTo(4);
        assertThat(entry.path("after").path("description").asText()).isEqualTo("changed");
    }

    @Test
    void ofAProductThatIsRefusedNothingIsRecordedAsMade() {
        String who = aNewAdmin();
        long before = newest();

        send(who, "POST", "/products", "{\"sku\":\"AUDIT-2\",\"name\":\"Shirt\",\"price\":\"dear\"}")
                .expect(400);

        assertThat(since(before, who)).containsExactly("create-product failed 400");
        JsonNode entry = entry("action=create-product&who=" + who);
        assertThat(entry.path("target").asText()).doesNotContain("0");
        assertThat(entry.path("after").has("sku")).isFalse();
    }

    @Test
    void aConnectionIsRecordedWithoutItsCredentials() {
        long id = api.post(
                        CONNECTIONS + "?force=true",
                        "{\"storeName\":\"Audited\",\"storeUrl\":\"http://127.0.0.1:9\",\"consumerKey\":\"ck_hush\","
                                + "\"consumerSecret\":\"cs_hush\",\"webhookSecret\":\"wh_hush\"}")
                .expect(201)
                .id();
        String connection = CONNECTIONS + "/" + id;
        api.patch(connection + "?force=true", "{\"storeName\":\"Renamed\",\"consumerSecret\":\"cs_hush2\"}")
                .expect(200);
        api.post(connection + "/pause", "").expect(200);
        long mapping = api.post(connection + "/export-mappings", "{\"selectedFields\":[\"name\",\"price\"]}")
                .expect(201)
                .id();
        api.delete(connection).expect(204);

        JsonNode changed = entry("action=rest-patch-connection&target=connections/" + id);
        assertThat(changed.path("before").path("storeName").asText()).isEqualTo("Audited");
        assertThat(changed.path("after").path("storeName").asText()).isEqualTo("Renamed");
        assertThat(changed.path("after").path("consumerSecret").asText()).isEqualTo("changed");
        assertThat(entry("target=connections/" + id + "&action=pause-connection")
                        .path("outcome")
                        .asText())
                .isEqualTo("done");
        assertThat(entry("target=connections/" + id + "/export-mappings/" + mapping)
                        .path("after")
                        .path("selectedFields")
                        .toString())
                .contains("price");
        assertThat(jdbc.sql("SELECT string_agg(l::text, ' ') FROM audit_log l")
                        .query(String.class)
                        .single())
                .doesNotContain("hush");
    }

    @Test
    void aBulkUploadIsRecordedAtItsBeginningAndWithCountsAtItsEnd() {
        long before = newest();
        api.send(
                        "POST",
                        "/products/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofString(
                                "{\"sku\":\"BULK-1\",\"name\":\"a\"}\n{\"sku\":\"BULK-2\",\"name\":\"b\"}\n"))
                .expect(200);

        assertThat(since(before, "admin"))
                .hasSize(2)
                .allMatch(text -> text.contains(" begun") || text.contains(" done 200"));
        assertThat(entry("target=products/bulk").path("count").asLong()).isEqualTo(2);
    }

    @Test
    void strangersDoNotFillTheTable() {
        long before = newest();
        for (int i = 0; i < 200; i++) {
            assertThat(api.send(HttpRequest.newBuilder(api.uri("/products")).build())
                            .status())
                    .isEqualTo(401);
        }

        assertThat(jdbc.sql("SELECT count(*) FROM audit_log WHERE id > :id AND action = 'call-without-sign-in'")
                        .param("id", before)
                        .query(Long.class)
                        .single())
                .isLessThan(4);
    }

    @Test
    void aUserWhoSignsInWithEveryCallIsRecordedOnce() {
        api.get("/products").expect(200);
        long recorded = signInsOfAdmin();
        api.get("/products").expect(200);
        api.get("/products").expect(200);

        assertThat(recorded).isPositive();
        assertThat(signInsOfAdmin()).isEqualTo(recorded);
    }

    private long signInsOfAdmin() {
        return jdbc.sql(
                        "SELECT count(*) FROM audit_log WHERE action = 'sign-in' AND who = 'admin' AND outcome = 'done'")
                .query(Long.class)
                .single();
    }

    @Test
    void listsTheAccountsOwnEntriesNewestFirstByFilter() {
        for (String account : List.of("(SELECT min(id) FROM account)", "4711", "NULL")) {
            jdbc.sql(
                            "INSERT INTO audit_log (account_id, at, who, from_address, action, target, outcome, count) "
                                    + "SELECT " + account
                                    + ", timestamptz '2020-01-01 00:00Z' + make_interval(hours => n), "
                                    + "'ola', '192.0.2.1', 'list-test', 'things/' || n, 'done', n FROM generate_series(1, 30) n")
                    .update();
        }

        JsonNode page = api.get("/audit-log?who=ola&from=2020-01-01T05:00:00Z&to=2020-01-02&limit=5&page=2")
                .expect(200)
                .json();
        assertThat(page.path("pagination").path("total").asInt()).isEqualTo(19);
        assertThat(page.path("data").findValuesAsText("count")).containsExactly("18", "17", "16", "15", "14");
        assertThat(entry("target=things/7&action=list-test&who=ola").path("at").asText())
                .isEqualTo("2020-01-01T07:00:00Z");
        api.get("/audit-log?from=yesterday").expect(400);
        api.get("/audit-log?page=1001&limit=10").expect(400);
    }
}
