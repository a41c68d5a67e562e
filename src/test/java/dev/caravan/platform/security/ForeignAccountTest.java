package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator of another account neither sees nor changes anything of ours, by whatever operation and with the right ids. */
@CaravanTest
class ForeignAccountTest {

    private static final String STRANGER = "stranger";
    private static final String WOO = "/integration/woocommerce";
    /** Is in the name of everything that we have. */
    private static final String OURS = "Kingfisher";

    private static final Pattern PARAMETER = Pattern.compile("([\\w-]+)/\\{(\\w+)}");

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    /** The id of ours, by the part of the path that stands before it. */
    private final Map<String, String> ids = new HashMap<>();

    /** Where ours is to be seen. */
    private final List<String> places = new ArrayList<>();

    @BeforeEach
    void haveOneOfEach() {
        jdbc.sql("""
                        WITH other AS (INSERT INTO account (name) VALUES ('other') RETURNING id)
                        INSERT INTO app_user (account_id, username, password_hash, role)
                        SELECT other.id, :name, password_hash, 'admin' FROM app_user, other WHERE username = 'admin'
                        ON CONFLICT DO NOTHING
                        """).param("name", STRANGER).update();
        String suffix = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        make("attributes", "/attributes", "{\"name\":\"%s\",\"type\":\"text\"}", suffix);
        make("families", "/families", "{\"name\":\"%s\"}", suffix);
        make("categories", "/categories", "{\"name\":\"%s\"}", suffix);
        make("assets", "/assets", "{\"url\":\"https://pictures.example/%s.png\"}", suffix);
        make("products", "/products", "{\"sku\":\"%1$s\",\"name\":\"%1$s\",\"type\":\"variable\"}", suffix);
        make(
                "variants",
                "/products/" + ids.get("products") + "/variants",
                "{\"sku\":\"%1$s-1\",\"name\":\"%1$s\"}",
                suffix);
        ids.put("sku", OURS + suffix);
        ids.put("rows", ids.get("products"));
        ids.put("woocommerce-products", "7");
        make(
                "saved-filters",
                "/saved-filters",
                "{\"page\":\"products\",\"name\":\"%s\",\"query\":\"status=error\"}",
                suffix);
        make(
                "connections",
                WOO + "/connections?force=true",
                "{\"storeName\":\"%1$s\",\"storeUrl\":\"http://127.0.0.1:9/%1$s\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}",
                suffix);
        ids.put(
                "users",
                jdbc.sql("SELECT id FROM app_user WHERE username = 'admin'")
                        .query(Long.class)
                        .single()
                        .toString());
        ids.put(
                "api-keys",
                api.post("/api-keys", "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(OURS))
                        .json()
                        .path("id")
                        .asText("1"));
        String connection = WOO + "/connections/" + ids.get("connections");
        make(
                "export-mappings",
                connection + "/export-mappings",
                "{\"selectedFields\":[\"price\"],\"isActive\":true}",
                suffix);
        api.post(connection + "/pause", "").expect(200); // what we see of it must not change by itself
        ids.put("exports", export());
        ids.put("jobs", job());
        ids.put(
                "dead-letters",
                jdbc.sql("""
                        INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts)
                        SELECT account_id, id, :product, 'bad', :name, 'update', 1 FROM connection WHERE id = :id RETURNING id
                        """)
                        .param("product", Long.valueOf(ids.get("products")))
                        .param("name", OURS)
                        .param("id", Long.valueOf(ids.get("connections")))
                        .query(Long.class)
                        .single()
                        .toString());
        ids.put(
                "sync-logs",
                jdbc.sql("""
                        INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, outcome, attempt)
                        SELECT account_id, id, 7, :name, 'update', 'error', 1 FROM connection WHERE id = :id RETURNING id
                        """)
                        .param("name", OURS)
                        .param("id", Long.valueOf(ids.get("connections")))
                        .query(Long.class)
                        .single()
                        .toString());
        places.addAll(List.of(
                "/attributes/" + ids.get("attributes"),
                "/families/" + ids.get("families"),
                "/categories/" + ids.get("categories"),
                "/products/" + ids.get("products"),
                "/products/" + ids.get("variants"),
                connection,
                connection + "/export-mappings",
                WOO + "/dead-letters/" + ids.get("dead-letters")));
    }

    @Test
    void findsNoneOfOurIdsAndChangesNothing() {
        List<JsonNode> before = places.stream().map(this::asWeSeeIt).toList();

        for (Map.Entry<String, String> operation : operations()) {
            String path = filled(operation.getKey());
            if (path.equals(operation.getKey())) {
                continue;
            }
            Api.Answer answer = asStranger(operation.getValue(), path, "{}");

            assertThat(answer.status())
                    .as("%s %s: %s", operation.getValue(), operation.getKey(), answer.text())
                    .isIn(404, 400);
            assertThat(answer.text().replace(ids.get("sku"), "what was asked for"))
                    .doesNotContain(OURS);
        }
        assertThat(places.stream().map(this::asWeSeeIt).toList()).isEqualTo(before);
    }

    @Test
    void seesNothingInAnyList() {
        for (Map.Entry<String, String> operation : operations()) {
            if (operation.getValue().equals("GET") && !operation.getKey().contains("{")) {
                assertThat(asStranger("GET", operation.getKey(), "").text())
                        .as(operation.getKey())
                        .doesNotContain(OURS);
            }
        }
    }

    @Test
    void cannotNameOursInABody() {
        String product = ids.get("products");
        String connection = ids.get("connections");
        List<JsonNode> before = places.stream().map(this::asWeSeeIt).toList();

        assertThat(asStranger(
                                "POST",
                                WOO + "/connections/export",
                                "{\"connectionId\":%s,\"all\":true}".formatted(connection))
                        .status())
                .isIn(400, 404);
        assertThat(asStranger(
                                "POST",
                                "/products",
                                "{\"sku\":\"T1\",\"name\":\"T\",\"assets\":[%s]}".formatted(ids.get("assets")))
                        .status())
                .isEqualTo(400);
        assertThat(asStranger(
                                "POST",
                                "/products",
                                "{\"sku\":\"T2\",\"name\":\"T\",\"familyId\":%s}".formatted(ids.get("families")))
                        .status())
                .isEqualTo(400);
        assertThat(asStranger(
                                "POST",
                                "/products",
                                "{\"sku\":\"T3\",\"name\":\"T\",\"attributes\":[{\"attributeId\":%s,\"value\":\"x\"}]}"
                                        .formatted(ids.get("attributes")))
                        .status())
                .isEqualTo(400);
        assertThat(asStranger("POST", WOO + "/sync/actions", action("")).status())
                .isEqualTo(404);
        assertThat(asStranger("POST", WOO + "/sync/actions", action(",\"dryRun\":true"))
                        .status())
                .isEqualTo(404);
        asStranger("POST", WOO + "/dead-letters/replay", "{\"connectionId\":%s}".formatted(connection));
        asStranger(
                "POST",
                WOO + "/dead-letters/discard",
                "{\"connectionId\":%s,\"productId\":%s}".formatted(connection, product));

        assertThat(places.stream().map(this::asWeSeeIt).toList()).isEqualTo(before);
    }

    /** Path and method of each operation that the API describes. */
    private List<Map.Entry<String, String>> operations() {
        List<Map.Entry<String, String>> operations = new ArrayList<>();
        api.get("/openapi.json")
                .expect(200)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                verb -> operations.add(Map.entry(path.getKey(), verb.toUpperCase(Locale.ROOT)))));
        assertThat(operations).hasSizeGreaterThan(70);
        return operations;
    }

    private String filled(String path) {
        Matcher parameters = PARAMETER.matcher(path);
        return parameters.replaceAll(parameter -> {
            assertThat(ids).as("say how to make one of ours for %s", path).containsKey(parameter.group(1));
            return parameter.group(1) + "/" + ids.get(parameter.group(1));
        });
    }

    private void make(String kind, String path, String body, String suffix) {
        ids.put(
                kind,
                Long.toString(api.post(path, body.formatted(OURS + suffix))
                        .expect(201)
                        .id()));
    }

    /** One that is not waited for. @return its id */
    private String export() {
        String location = api.send(HttpRequest.newBuilder(api.uri(WOO + "/connections/export"))
                        .header("Authorization", Api.authorization())
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .POST(BodyPublishers.ofString("{\"connectionId\":%s,\"productIds\":[%s]}"
                                .formatted(ids.get("connections"), ids.get("products"))))
                        .build())
                .expect(202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** An action on many products. @return its id */
    private String job() {
        return api.post(WOO + "/sync/actions", action(""))
                .expect(202)
                .json()
                .path("id")
                .asText();
    }

    private String action(String more) {
        return "{\"action\":\"autoSyncOff\",\"productIds\":[%s],\"connectionIds\":[%s]%s}"
                .formatted(ids.get("products"), ids.get("connections"), more);
    }

    private JsonNode asWeSeeIt(String place) {
        return api.get(place).expect(200).json();
    }

    private Api.Answer asStranger(String method, String path, String body) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", Api.authorization(STRANGER))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }
}
