package dev.caravan.platform.audit;

import static dev.caravan.platform.audit.Walker.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.security.As;
import dev.caravan.platform.security.Visitor;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every operation that changes something, carried out once and successfully, with the entry of each; and no secret of all this in
 * the audit log, in an answer or in the log.
 */
@CaravanTest
@ExtendWith(OutputCaptureExtension.class)
class AuditWalkTest {

    private static final String WOO = "/integration/woocommerce";
    private static final String FIRST = "first-Hush-otter-1";
    private static final String SECOND = "second-Hush-otter-2";
    private static final String THIRD = "third-Hush-otter-3";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RefusalTally tally;

    private String name;
    private Walker walker;
    private final List<String> secrets = new ArrayList<>(List.of(FIRST, SECOND, THIRD, "wh_Hush_1", "wh_Hush_2"));

    @BeforeEach
    void anAdminOfOurOwn() {
        tally.write(); // what other tests were refused takes none of our entries
        name = "walker-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT account_id, :name, password_hash, 'admin' FROM app_user WHERE username = 'admin'")
                .param("name", name)
                .update();
        walker = new Walker(api, name);
    }

    @Test
    void everyChangeIsRecordedWithoutItsSecrets(CapturedOutput output) {
        long product = catalogue();
        users();
        keys();
        filters();
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("walk"))) {
            long connection = connection(store);
            deliveries(connection, product);
            walker.call("DELETE", WOO + "/connections/" + connection, "", 204);
            assertThat(change(walker.did("delete-connection", "connections/" + connection), "storeName"))
                    .isEqualTo("Renamed → –");
        }
        rotation();

        assertThat(walker.recorded()).containsAll(changingOperations());
        assertThat(jdbc.sql(
                                "SELECT action || ' ' || status FROM audit_log WHERE outcome = 'failed' AND who LIKE :name || '%'")
                        .param("name", name)
                        .query(String.class)
                        .list())
                .isEmpty();
        String table = jdbc.sql("SELECT string_agg(l::text, ' ') FROM audit_log l")
                .query(String.class)
                .single();
        for (String secret : secrets) {
            assertThat(table).as("audit log").doesNotContain(secret);
            assertThat(walker.answers()).as("answers").doesNotContain(secret);
            assertThat(output.getAll()).as("log").doesNotContain(secret);
        }
    }

    /** @return the id of a product that stays */
    private long catalogue() {
        long attribute = made("create-attribute", "attributes", "{\"name\":\"%s\",\"type\":\"text\"}");
        walker.call("PATCH", "/attributes/" + attribute, "{\"name\":\"" + name + " 2\"}", 200);
        walker.did("change-attribute", "attributes/" + attribute);
        long family = made(
                "create-family", "families", "{\"name\":\"%s\",\"attributes\":[{\"attributeId\":" + attribute + "}]}");
        walker.call("PATCH", "/families/" + family, "{\"name\":\"" + name + " 2\"}", 200);
        walker.did("change-family", "families/" + family);
        long category = made("create-category", "categories", "{\"name\":\"%s\"}");
        walker.call("PATCH", "/categories/" + category, "{\"name\":\"" + name + " 2\"}", 200);
        walker.did("change-category", "categories/" + category);
        long asset = made("create-asset", "assets", "{\"url\":\"https://pictures.example/%s.png\"}");
        walker.call("PATCH", "/assets/" + asset, "{\"altText\":\"A shirt\"}", 200);
        walker.did("change-asset", "assets/" + asset);

        long product = made(
                "create-product",
                "products",
                "{\"sku\":\"%1$s\",\"name\":\"%1$s\",\"type\":\"variable\",\"familyId\":" + family + "}");
        String path = "/products/" + product;
        String value = "{\"attributes\":[{\"attributeId\":" + attribute + ",\"value\":\"Red\"}]}";
        walker.call("PATCH", path, "{\"name\":\"Shirt\"}", 200);
        assertThat(change(walker.did("change-product", "products/" + product), "name"))
                .isEqualTo(name + " → Shirt");
        walker.call("PATCH", path + "/attributes", value, 200);
        walker.did("change-product-attributes", "products/" + product);
        walker.call("PATCH", path + "/family-attributes", value.replace("Red", "Blue"), 200);
        walker.did("change-family-attributes", "products/" + product);
        long variant = walker.call("POST", path + "/variants", "{\"sku\":\"" + name + "-1\",\"name\":\"S\"}", 201)
                .id();
        walker.did("create-variant", "products/" + variant);
        walker.call("DELETE", path + "/variants/" + variant, "", 204);
        walker.did("delete-variant", "products/" + product + "/variants/" + variant);
        walker.call("DELETE", path, "", 204);
        walker.did("delete-product", "products/" + product);
        walker.call("POST", path + "/restore", "", 200);
        walker.did("restore-product", "products/" + product);
        long gone = made("create-product", "products", "{\"sku\":\"%1$s-2\",\"name\":\"%1$s\"}");
        walker.call("DELETE", "/products/" + gone + "/permanent", "", 204);
        walker.did("delete-product-for-good", "products/" + gone);
        walker.call(
                "POST", "/products/bulk", "application/x-ndjson", "{\"sku\":\"" + name + "-3\",\"name\":\"b\"}\n", 200);
        assertThat(walker.did("upload-products", "products/bulk").path("count").asLong())
                .isEqualTo(1);

        walker.call("DELETE", "/assets/" + asset, "", 204);
        walker.did("delete-asset", "assets/" + asset);
        walker.call("DELETE", "/categories/" + category, "", 204);
        walker.did("delete-category", "categories/" + category);
        for (String kind : List.of("family", "attribute")) {
            long id = made(
                    "create-" + kind,
                    kind.equals("family") ? "families" : "attributes",
                    kind.equals("family") ? "{\"name\":\"%s 3\"}" : "{\"name\":\"%s 3\",\"type\":\"text\"}");
            String place = (kind.equals("family") ? "families/" : "attributes/") + id;
            walker.call("DELETE", "/" + place, "", 204);
            walker.did("delete-" + kind, place);
        }
        return product;
    }

    private void users() {
        String login = name + "-u";
        long id = walker.call(
                        "POST",
                        "/users",
                        "{\"username\":\"" + login + "\",\"role\":\"viewer\",\"password\":\"" + FIRST + "\"}",
                        201)
                .id();
        String target = "users/" + id;
        JsonNode made = walker.did("create-user", target);
        assertThat(List.of(change(made, "username"), change(made, "role"), change(made, "password")))
                .containsExactly("– → " + login, "– → viewer", "– → changed");

        refusals(login);
        sessions(login, id);
        As user = As.user(api, login, FIRST);
        user.send("POST", "/users/" + id + "/password", "{\"old\":\"" + FIRST + "\",\"new\":\"" + SECOND + "\"}")
                .expect(204);
        assertThat(change(walker.did(login, "set-password", target), "password"))
                .isEqualTo("– → changed");
        walker.call("POST", "/users/" + id + "/password", "{\"new\":\"" + THIRD + "\"}", 204);
        assertThat(walker.did("set-password", target)
                        .path("before")
                        .path("username")
                        .asText())
                .isEqualTo(login);
        walker.call("PATCH", "/users/" + id, "{\"role\":\"operator\"}", 200);
        assertThat(change(walker.did("change-user", target), "role")).isEqualTo("viewer → operator");
        walker.call("PATCH", "/users/" + id, "{\"enabled\":false}", 200);
        assertThat(change(walker.did("change-user", target), "enabled")).isEqualTo("true → false");
        walker.call("DELETE", "/users/" + id, "", 204);
        assertThat(change(walker.did("delete-user", target), "username")).isEqualTo(login + " → –");
    }

    /** By a viewer, by a stranger, with a wrong password, and without the token of a session. */
    private void refusals(String login) {
        As.user(api, login, FIRST).send("DELETE", "/products/1", "").expect(403);
        JsonNode refused = walker.entry("who=" + login + "&action=delete-product&target=products/1");
        assertThat(refused.path("outcome").asText() + refused.path("status").asInt())
                .isEqualTo("refused403");
        new Source("127.62.1.1").send("GET", api.uri("/products"), Map.of(), "");
        assertThat(jdbc.sql("SELECT from_address FROM audit_log WHERE action = 'call-without-sign-in' ORDER BY id DESC")
                        .query(String.class)
                        .list())
                .first()
                .isEqualTo("127.62.1.1");
        As wrong = As.user(api, login, "not-" + FIRST);
        wrong.get("/products").expect(401);
        JsonNode failed = walker.entry("action=sign-in&who=" + login);
        assertThat(failed.path("outcome").asText() + failed.path("status").asInt())
                .isEqualTo("refused401");
        assertThat(failed.path("from").asText()).isEqualTo(wrong.source().address());
    }

    private void sessions(String login, long id) {
        Visitor visitor = new Visitor(api, "127.62.1.2");
        for (int i = 0; i < 3; i++) {
            walker.remember(visitor.signIn(login, FIRST).body());
            secrets.add(visitor.cookie(Visitor.SESSION));
            secrets.add(visitor.cookie(Visitor.CSRF));
            assertThat(walker.did(login, "sign-in", "").path("from").asText()).isEqualTo("127.62.1.2");
            if (i == 0) {
                visitor.send("DELETE", "/me/sessions", Map.of("Content-Type", "application/json"), "");
                JsonNode refused = walker.entry("action=call&target=DELETE+/me/sessions");
                assertThat(refused.path("outcome").asText()
                                + refused.path("status").asInt())
                        .isEqualTo("refused403");
                assertThat(visitor.call("POST", "/logout", "").status()).isEqualTo(204);
                walker.did(login, "sign-out", "");
            } else if (i == 1) {
                assertThat(visitor.call("DELETE", "/me/sessions", "").status()).isEqualTo(204);
                walker.did(login, "end-own-sessions", "me/sessions");
            } else {
                walker.call("DELETE", "/users/" + id + "/sessions", "", 204);
                walker.did("end-sessions", "users/" + id);
            }
        }
    }

    private void keys() {
        Api.Answer made = api.send(java.net.http.HttpRequest.newBuilder(api.uri("/api-keys"))
                        .header("Authorization", Api.authorization(name))
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"name\":\"walk\",\"role\":\"admin\"}"))
                        .build())
                .expect(201); // the only answer that shows it
        String key = made.json().path("key").asText();
        secrets.add(key.substring(key.lastIndexOf('_') + 1));
        JsonNode entry = walker.did("create-api-key", "api-keys/" + made.id());
        assertThat(List.of(change(entry, "name"), change(entry, "role"))).containsExactly("– → walk", "– → admin");

        long category = As.key(api, key)
                .post("/categories", "{\"name\":\"" + name + " by key\"}")
                .expect(201)
                .id();
        walker.did("key:walk#" + made.id(), "create-category", "categories/" + category);
        walker.call("DELETE", "/api-keys/" + made.id(), "", 204);
        assertThat(change(walker.did("revoke-api-key", "api-keys/" + made.id()), "createdBy"))
                .isEqualTo(name + " → –");
    }

    private void filters() {
        walker.call(
                "POST", "/saved-filters", "{\"page\":\"products\",\"name\":\"Late\",\"query\":\"status=late\"}", 201);
        long filter = jdbc.sql("SELECT id FROM saved_filter WHERE owner = :name")
                .param("name", name)
                .query(Long.class)
                .single();
        assertThat(change(walker.did("save-filter", "saved-filters/" + filter), "query"))
                .isEqualTo("– → status=late");
        walker.call("DELETE", "/saved-filters/" + filter, "", 204);
        assertThat(change(walker.did("delete-saved-filter", "saved-filters/" + filter), "name"))
                .isEqualTo("Late → –");
    }

    private long connection(SandboxStore store) {
        String credentials = "\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\",\"webhookSecret\":\"wh_Hush_1\""
                .formatted(store.consumerKey(), store.consumerSecret());
        secrets.addAll(List.of(store.consumerKey(), store.consumerSecret()));
        String body = "{\"storeName\":\"Walked\",\"storeUrl\":\"" + store.url() + "\"," + credentials + "}";
        walker.call("POST", WOO + "/connections/test", body, 200);
        walker.did("test-new-connection", "connections/test");
        long id = walker.call("POST", WOO + "/connections", body, 201).id();
        String target = "connections/" + id;
        String path = WOO + "/" + target;
        JsonNode made = walker.did("create-connection", target);
        assertThat(List.of(change(made, "storeName"), change(made, "consumerSecret"), change(made, "webhookSecret")))
                .containsExactly("– → Walked", "– → changed", "– → changed");
        walker.call("PUT", path, body.replace("Walked", "Replaced"), 200);
        assertThat(change(walker.did("replace-connection", target), "storeName"))
                .isEqualTo("Walked → Replaced");
        walker.call("PATCH", path, "{\"storeName\":\"Renamed\",\"batchSize\":7,\"webhookSecret\":\"wh_Hush_2\"}", 200);
        JsonNode changed = walker.did("patch-connection", target);
        assertThat(List.of(change(changed, "storeName"), change(changed, "webhookSecret")))
                .containsExactly("Replaced → Renamed", "– → changed");
        assertThat(changed.path("after").path("batchSize").asInt()).isEqualTo(7);
        assertThat(changed.path("before").path("batchSize").asInt()).isPositive();
        walker.call("POST", path + "/test", "", 200);
        walker.did("test-connection", target);

        long mapping = walker.call("POST", path + "/export-mappings", "{\"selectedFields\":[\"price\"]}", 201)
                .id();
        walker.did("create-export-mapping", target + "/export-mappings/" + mapping);
        walker.call("POST", path + "/mapping-preview", "{\"selectedFields\":[\"description\"]}", 200);
        walker.did("preview-mapping", target);
        String mappings = WOO + "/connections/export-mappings/" + mapping;
        walker.call("PUT", mappings, "{\"selectedFields\":[\"description\"]}", 200);
        JsonNode fields = walker.did("update-export-mapping", target + "/export-mappings/" + mapping);
        assertThat(fields.path("before").path("selectedFields").toString()).contains("price");
        assertThat(fields.path("after").path("selectedFields").toString()).contains("description");
        walker.call("DELETE", mappings, "", 204);
        walker.did("delete-export-mapping", target + "/export-mappings/" + mapping);
        return id;
    }

    private void deliveries(long connection, long product) {
        String path = WOO + "/connections/" + connection;
        String link = path + "/products/" + product;
        String target = "connections/" + connection;
        walker.call("PATCH", "/products/" + product, "{\"status\":\"complete\",\"price\":\"9.00\"}", 200);
        String push = walker.call("PUT", link, "", 202).json().path("id").asText();
        Awaitility.await()
                .until(() -> walker.call("GET", WOO + "/exports/" + push, "", 200)
                        .json()
                        .path("state")
                        .asText()
                        .equals("done"));
        assertThat(walker.did("push-product", target + "/products/" + product)
                        .path("count")
                        .asLong())
                .isEqualTo(1);
        walker.call("POST", path + "/pause", "", 200);
        walker.did("pause-connection", target);
        String export = walker.call(
                        "POST",
                        WOO + "/connections/export",
                        "{\"connectionId\":" + connection + ",\"productIds\":[" + product + "]}",
                        202)
                .json()
                .path("id")
                .asText();
        assertThat(walker.did("export-products", target).path("count").asLong()).isEqualTo(1);
        walker.call("DELETE", WOO + "/exports/" + export, "", 200);
        walker.did("cancel-export", "exports/" + export);

        actions(connection, product);
        deadLetters(connection, product);
        jdbc.sql("INSERT INTO deletion_guard (connection_id, account_id, raised_at, removed, linked) "
                        + "SELECT id, account_id, now(), 1, 1 FROM connection WHERE id = :id")
                .param("id", connection)
                .update();
        jdbc.sql(
                        "INSERT INTO woocommerce_product_sync "
                                + "(account_id, connection_id, product_id, intent, wanted, synced, held_due_at, due_at) "
                                + "SELECT account_id, id, 4711, 'delete', 2, 1, now(), 'infinity' FROM connection WHERE id = :id")
                .param("id", connection)
                .update();
        walker.call("POST", path + "/deletions/confirm", "", 200);
        assertThat(walker.did("confirm-deletions", target).path("count").asLong())
                .isEqualTo(1);
        jdbc.sql("DELETE FROM woocommerce_product_sync WHERE product_id = 4711").update();
        walker.call("POST", path + "/resume", "", 200);
        walker.did("resume-connection", target);
        walker.call("POST", path + "/push", "", 200);
        walker.did("push-connection", target);
        walker.call("DELETE", link, "", 204);
        walker.did("remove-product", target + "/products/" + product);
    }

    private void actions(long connection, long product) {
        String body =
                "{\"action\":\"autoSyncOn\",\"productIds\":[" + product + "],\"connectionIds\":[" + connection + "]%s}";
        walker.call("POST", WOO + "/sync/actions", body.formatted(",\"dryRun\":true"), 200);
        JsonNode counted = walker.did("act-on-products", "sync/actions");
        assertThat(change(counted, "dryRun")).isEqualTo("– → true");
        String job = walker.call("POST", WOO + "/sync/actions", body.formatted(""), 202)
                .json()
                .path("id")
                .asText();
        JsonNode begun = walker.did("act-on-products", "jobs/" + job);
        assertThat(begun.path("count").asLong()).isEqualTo(1);
        assertThat(change(begun, "action")).isEqualTo("– → autoSyncOn");
        walker.call("DELETE", WOO + "/jobs/" + job, "", 200);
        walker.did("cancel-job", "jobs/" + job);
    }

    private void deadLetters(long connection, long product) {
        long noted = letter(connection, product);
        walker.call("POST", WOO + "/dead-letters/" + noted + "/note", "{\"note\":\"Waits\"}", 200);
        assertThat(change(walker.did("note-dead-letter", "dead-letters/" + noted), "note"))
                .isEqualTo("– → Waits");
        walker.call("POST", WOO + "/dead-letters/" + noted + "/discard", "", 200);
        for (String action : List.of("replay", "discard")) {
            long one = letter(connection, product);
            walker.call("POST", WOO + "/dead-letters/" + one + "/" + action, "", 200);
            walker.did(action + "-dead-letter", "dead-letters/" + one);
            letter(connection, product);
            letter(connection, product + 1_000_000);
            walker.call("POST", WOO + "/dead-letters/" + action, "{\"connectionId\":" + connection + "}", 200);
            JsonNode entry = walker.did(action + "-dead-letters", "dead-letters/" + action);
            assertThat(entry.path("count").asLong()).isEqualTo(2);
            assertThat(change(entry, "connectionId")).isEqualTo("– → " + connection);
        }
    }

    private long letter(long connection, long product) {
        return jdbc.sql(
                        "INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts) "
                                + "SELECT account_id, id, :product, 'x', 'x', 'update', 1 FROM connection WHERE id = :id RETURNING id")
                .param("product", product)
                .param("id", connection)
                .query(Long.class)
                .single();
    }

    private void rotation() {
        String key = walker.call("POST", "/keys/rotate", "", 202)
                .json()
                .path("keyId")
                .asText();
        JsonNode entry = walker.did("rotate-keys", "key " + key);
        assertThat(entry.path("count").isNumber()).isTrue();
        await().until(() ->
                api.get("/keys/rotate").json().path("state").asText().equals("done"));
    }

    private long made(String action, String kind, String body) {
        long id = walker.call("POST", "/" + kind, body.formatted(name), 201).id();
        walker.did(action, kind + "/" + id);
        return id;
    }

    private Set<String> changingOperations() {
        Set<String> ids = new TreeSet<>();
        api.get("/openapi.json")
                .expect(200)
                .json()
                .path("paths")
                .forEach(path -> path.properties().stream()
                        .filter(verb -> !verb.getKey().equals("get"))
                        .forEach(verb ->
                                ids.add(verb.getValue().path("operationId").asText())));
        assertThat(ids).hasSizeGreaterThan(40).doesNotContain("");
        return ids;
    }
}
