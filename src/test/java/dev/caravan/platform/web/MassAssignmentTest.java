package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No body sets what is Caravan's to say: ids, the account, times, hashes, and roles where there are none. */
@CaravanTest
class MassAssignmentTest {

    private static final String WOO = "/integration/woocommerce";
    private static final String NUMBER = "987654321012";
    private static final String TIME = "2001-02-03T04:05:06Z";

    /** Each with a value that is nowhere else. */
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("id", NUMBER),
            Map.entry("accountId", NUMBER),
            Map.entry("account_id", NUMBER),
            Map.entry("userId", NUMBER),
            Map.entry("createdBy", "\"mass-assigned\""),
            Map.entry("createdAt", "\"" + TIME + "\""),
            Map.entry("updatedAt", "\"" + TIME + "\""),
            Map.entry("deletedAt", "\"" + TIME + "\""),
            Map.entry("lastSignInAt", "\"" + TIME + "\""),
            Map.entry("lastUsedAt", "\"" + TIME + "\""),
            Map.entry("passwordHash", "\"mass-assigned\""),
            Map.entry("hash", "\"mass-assigned\""),
            Map.entry("health", "\"mass-assigned\""),
            Map.entry("state", "\"mass-assigned\""),
            Map.entry("__proto__", "{\"role\":\"admin\"}"));

    /** Old clients send back what they have read. */
    private static final Pattern READ_ONLY = Pattern.compile(
            "/(attributes|families|categories|products|assets)(/\\S+)? (id|createdAt|updatedAt|deletedAt)");

    /** Those that take no body. */
    private static final Set<String> WITHOUT_BODY = Set.of(
            "POST /products/{id}/restore",
            "POST " + WOO + "/connections/{id}/pause",
            "POST " + WOO + "/connections/{id}/resume",
            "POST " + WOO + "/connections/{id}/test",
            "POST " + WOO + "/connections/{id}/push",
            "POST " + WOO + "/connections/{id}/deletions/confirm",
            "POST " + WOO + "/dead-letters/{id}/replay",
            "POST " + WOO + "/dead-letters/{id}/discard",
            "POST /keys/rotate");

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private final Map<String, Long> ids = new LinkedHashMap<>();
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private String mark;

    @BeforeEach
    void haveOneOfEach() {
        mark = "ma" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        put("attributes", "/attributes", "{\"name\":\"%s\",\"type\":\"text\"}");
        put(
                "families",
                "/families",
                "{\"name\":\"%s\",\"attributes\":[{\"attributeId\":" + ids.get("attributes") + "}]}");
        put("categories", "/categories", "{\"name\":\"%s\"}");
        put(
                "products",
                "/products",
                "{\"sku\":\"%1$s\",\"name\":\"n\",\"type\":\"variable\",\"familyId\":" + ids.get("families") + "}");
        put("users", "/users", "{\"username\":\"%s\",\"role\":\"viewer\",\"password\":\"quiet-otter-paints-42\"}");
        put(
                "connections",
                WOO + "/connections",
                "{\"storeName\":\"%1$s\",\"storeUrl\":\"http://127.0.0.1:1/%1$s\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}");
        put("export-mappings", WOO + "/connections/{id}/export-mappings", "{\"selectedFields\":[\"price\"]}");
        api.post(path(WOO + "/connections/{id}/pause"), "").expect(200);
        String value = "{\"attributes\":[{\"attributeId\":" + ids.get("attributes") + ",\"value\":\"x\"}]}";
        put("assets", "/assets", "{\"url\":\"https://pictures.example/%s.png\"}");
        bodies.put("PATCH /assets/{id}", "{\"name\":\"%s\"}");
        bodies.put("PATCH /attributes/{id}", "{\"name\":\"%s\"}");
        bodies.put("PATCH /families/{id}", "{\"name\":\"%s\"}");
        bodies.put("PATCH /categories/{id}", "{\"name\":\"%s\"}");
        bodies.put("PATCH /products/{id}", "{\"name\":\"%s\"}");
        bodies.put("PATCH /products/{id}/attributes", value);
        bodies.put("PATCH /products/{id}/family-attributes", value);
        bodies.put("POST /products/{id}/variants", "{\"sku\":\"%s\",\"name\":\"S\"}");
        bodies.put("POST /products/bulk", "{\"sku\":\"%s\",\"name\":\"S\"}");
        bodies.put("POST /api-keys", "{\"name\":\"%s\",\"role\":\"viewer\"}");
        bodies.put("POST /saved-filters", "{\"page\":\"products\",\"name\":\"%s\",\"query\":\"status=error\"}");
        bodies.put("POST /users/{id}/password", "{\"new\":\"quiet-otter-paints-43\"}");
        bodies.put("PATCH /users/{id}", "{\"enabled\":true}");
        bodies.put("PATCH " + WOO + "/connections/{id}", "{\"storeName\":\"%s\"}");
        bodies.put(
                "PUT " + WOO + "/connections/{id}",
                "{\"storeName\":\"s\",\"storeUrl\":\"http://127.0.0.1:1/" + mark
                        + "\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}");
        bodies.put(
                "POST " + WOO + "/connections/test",
                "{\"storeUrl\":\"http://127.0.0.1:1/%s\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}");
        bodies.put("PUT " + WOO + "/connections/export-mappings/{id}", "{\"selectedFields\":[\"price\"]}");
        ids.put(
                "dead-letters",
                jdbc.sql("""
                        INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts)
                        SELECT account_id, id, 1, 'x', 'x', 'update', 1 FROM connection WHERE id = :id RETURNING id
                        """)
                        .param("id", ids.get("connections"))
                        .query(Long.class)
                        .single());
        String export =
                "{\"connectionId\":" + ids.get("connections") + ",\"productIds\":[" + ids.get("products") + "]}";
        bodies.put("POST " + WOO + "/connections/export", export);
        bodies.put("PUT " + WOO + "/connections/{id}/products/{productId}", "{\"wooProductId\":7}");
        bodies.put("POST " + WOO + "/connections/{id}/mapping-preview", "{\"selectedFields\":[\"price\"]}");
        bodies.put(
                "POST " + WOO + "/sync/actions",
                "{\"action\":\"autoSyncOff\",\"productIds\":[" + ids.get("products") + "]}");
        bodies.put("POST " + WOO + "/dead-letters/{id}/note", "{\"note\":\"%s\"}");
        bodies.put("POST " + WOO + "/dead-letters/replay", "{\"code\":\"%s\"}");
        bodies.put("POST " + WOO + "/dead-letters/discard", "{\"code\":\"%s\"}");
    }

    @AfterEach
    void removeTheStores() {
        jdbc.sql("DELETE FROM api_key").update();
        jdbc.sql("DELETE FROM saved_filter").update();
        api.get(WOO + "/connections").json().path("data").forEach(connection -> {
            if (connection.path("storeUrl").asText().contains("/" + mark)) {
                api.delete(WOO + "/connections/" + connection.path("id").asLong());
            }
        });
    }

    @Test
    void noBodySetsWhatIsOurs() {
        assertThat(bodies.keySet()).as("say with which body").containsAll(operationsWithBody());
        List<String> taken = new ArrayList<>();
        Set<String> ignored = new TreeSet<>();
        int number = 0;
        for (Map.Entry<String, String> operation : bodies.entrySet()) {
            for (Map.Entry<String, String> member : MEMBERS.entrySet()) {
                String body = operation.getValue().formatted(mark + "-" + number++);
                String more = body.substring(0, body.length() - 1) + ",\"" + member.getKey() + "\":" + member.getValue()
                        + "}";
                Api.Answer answer = send(operation.getKey(), more);
                boolean named = isNamed(answer, member.getKey());
                if (answer.status() < 300) {
                    ignored.add(operation.getKey().split(" ", 2)[1] + " " + member.getKey());
                }
                if (answer.status() >= 400 && !(answer.status() == 400 && named)
                        || answer.status() < 300 && isIn(answer.json(), member.getKey(), member.getValue())) {
                    taken.add(operation.getKey() + " " + more + ": " + answer.status() + " " + answer.text());
                }
            }
        }
        assertThat(taken).isEmpty();
        assertThat(stored()).isEmpty();
        assertThat(ignored).as("ignored").allMatch(READ_ONLY.asMatchPredicate());
    }

    /** Without what is not its own each body is taken: so it was refused for that. */
    @Test
    void withoutItEachBodyIsTaken() {
        int number = 0;
        for (Map.Entry<String, String> operation : bodies.entrySet()) {
            assertThat(send(operation.getKey(), operation.getValue().formatted(mark + "-" + number++))
                            .status())
                    .as(operation.getKey())
                    .isBetween(200, 299);
        }
    }

    /** A role is a user's and a key's; an operation on anything else has none. */
    @Test
    void noBodyButOfUsersAndKeysHasARole() {
        int number = 0;
        for (Map.Entry<String, String> operation : bodies.entrySet()) {
            String body = operation.getValue().formatted(mark + "-" + number++);
            if (!body.contains("\"role\"") && !operation.getKey().equals("PATCH /users/{id}")) {
                Api.Answer answer =
                        send(operation.getKey(), body.substring(0, body.length() - 1) + ",\"role\":\"admin\"}");
                assertThat(isNamed(answer, "role")).as(operation.getKey()).isTrue();
            }
        }
        assertThat(jdbc.sql("SELECT role FROM app_user WHERE id = :id")
                        .param("id", ids.get("users"))
                        .query(String.class)
                        .single())
                .isEqualTo("viewer");
    }

    private static boolean isNamed(Api.Answer answer, String member) {
        return answer.text().contains(member) || answer.text().contains("the only field of the body");
    }

    private Set<String> operationsWithBody() {
        Set<String> found = new TreeSet<>();
        api.get("/openapi.json")
                .expect(200)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(verb -> found.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        found.removeIf(operation -> operation.startsWith("GET ") || operation.startsWith("DELETE "));
        assertThat(found).hasSizeGreaterThan(30).containsAll(WITHOUT_BODY);
        found.removeAll(WITHOUT_BODY);
        return found;
    }

    /** Rows of any table that carry a value which only a body has named. */
    private List<String> stored() {
        List<String> selects = jdbc.sql("""
                        SELECT format('SELECT %L FROM %I WHERE %I = ANY (%L::' || data_type || '[])',
                                      table_name || '.' || column_name, table_name, column_name,
                                      CASE data_type
                                          WHEN 'bigint' THEN '{987654321012}'
                                          WHEN 'text' THEN '{mass-assigned}'
                                          ELSE '{2001-02-03 04:05:06Z}'
                                      END)
                        FROM information_schema.columns
                        WHERE table_schema = 'public' AND data_type IN ('bigint', 'text', 'timestamp with time zone')
                        """).query(String.class).list();
        assertThat(selects).hasSizeGreaterThan(100);
        return selects.stream()
                .flatMap(select -> jdbc.sql(select).query(String.class).list().stream())
                .distinct()
                .toList();
    }

    private static boolean isIn(JsonNode answer, String member, String value) {
        return answer.findValues(member).stream()
                .anyMatch(found -> found.toString().equals(value));
    }

    private void put(String kind, String path, String body) {
        ids.put(
                kind,
                api.post(path(path) + "?force=true", body.formatted(mark))
                        .expect(201)
                        .id());
        bodies.put("POST " + path, body);
    }

    private String path(String template) {
        String path = template.replace("/{productId}", "/" + ids.get("products"));
        for (Map.Entry<String, Long> id : ids.entrySet()) {
            path = path.replace("/" + id.getKey() + "/{id}", "/" + id.getKey() + "/" + id.getValue());
        }
        return path;
    }

    private Api.Answer send(String operation, String body) {
        String[] parts = operation.split(" ", 2);
        String type = parts[1].endsWith("/bulk") ? "application/x-ndjson" : "application/json";
        String force = parts[1].contains("/connections") ? "?force=true" : "";
        Api.Answer answer = api.send(HttpRequest.newBuilder(api.uri(path(parts[1]) + force))
                .header("Authorization", Api.authorization())
                .header("Content-Type", type)
                .header("Prefer", "respond-async")
                .method(parts[0], BodyPublishers.ofString(body))
                .build());
        boolean refusedLine =
                parts[1].endsWith("/bulk") && answer.json().path("refused").asInt() > 0;
        return refusedLine ? new Api.Answer(400, answer.json(), answer.text(), answer.headers()) : answer;
    }
}
