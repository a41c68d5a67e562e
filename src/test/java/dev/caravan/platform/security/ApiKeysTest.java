package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@CaravanTest
@ExtendWith(OutputCaptureExtension.class)
class ApiKeysTest {

    private static final String PASSWORD = "a good long one";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void noKeysStay() {
        jdbc.sql("DELETE FROM api_key").update();
        jdbc.sql("DELETE FROM app_user WHERE username <> 'admin'").update();
    }

    private Api.Answer create(String more) {
        return api.post("/api-keys", "{\"name\":\"erp\"," + more + "}");
    }

    private As key(String more) {
        return As.key(api, create(more).expect(201).json().path("key").asText());
    }

    @Test
    void aKeyIsShownOnceAndStoredAsAHash(CapturedOutput output) {
        var made = create("\"role\":\"operator\"").expect(201).json();
        String key = made.path("key").asText();

        assertThat(key).matches("cvn_[0-9]+_[0-9A-Za-z]{36}");
        assertThat(As.key(api, key)
                        .post("/products", "{\"sku\":\"K-1\",\"name\":\"Hat\"}")
                        .status())
                .isEqualTo(201);
        var listed = api.get("/api-keys").expect(200);
        assertThat(listed.text()).doesNotContain(key.substring(8));
        assertThat(listed.json().path("data").path(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "id", "name", "role", "connectionIds", "createdBy", "createdAt", "expiresAt", "lastUsedAt");
        String row = jdbc.sql("SELECT row_to_json(k)::text FROM api_key k")
                .query(String.class)
                .single();
        assertThat(row)
                .doesNotContain(key.substring(8))
                .doesNotContain(HexFormat.of().formatHex(key.substring(8).getBytes(StandardCharsets.US_ASCII)));
        assertThat(output.getAll()).doesNotContain(key.substring(8));
        assertThat(api.get("/actuator/prometheus").text()).doesNotContain(key.substring(8));
    }

    @Test
    void aProgramIsKnownByItsKey() {
        As key = key("\"role\":\"viewer\"");

        var me = key.get("/me").expect(200).json();

        assertThat(me.path("username").asText()).startsWith("key:erp#");
        assertThat(me.path("role").asText()).isEqualTo("viewer");
        assertThat(me.path("keyId").asLong()).isPositive();
        key.post("/products", "{\"sku\":\"K-2\",\"name\":\"Hat\"}").expect(403);
        await().until(() -> !api.get("/api-keys")
                .json()
                .path("data")
                .path(0)
                .path("lastUsedAt")
                .isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cvn_", "cvn_1_x", "abc", "cvn_99999999999999999999_", "basic", "{", "cvn_1_%s"})
    void whatIsNoKeyIsRefused(String key) {
        var answer = As.key(api, key.formatted("0".repeat(36))).get("/service").expect(401);

        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .anyMatch(value -> value.startsWith("Bearer"))
                .anyMatch(value -> value.startsWith("Basic"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
    }

    @Test
    void anotherCharacterAnotherIdOrAnExpiredKeyIsRefused() {
        var made = create("\"role\":\"viewer\",\"expiresAt\":\"2999-01-01T00:00:00Z\"")
                .expect(201)
                .json();
        String key = made.path("key").asText();
        long id = made.path("id").asLong();
        String twin = ApiKeyText.random(id).text(); // of the same id, with a right checksum

        As.key(api, key).get("/service").expect(200);
        As.key(api, twin).get("/service").expect(401);
        As.key(api, ApiKeyText.random(id + 1_000).text()).get("/service").expect(401);
        As.key(api, key.toLowerCase(Locale.ROOT) + "x").get("/service").expect(401);
        jdbc.sql("UPDATE api_key SET expires_at = :then WHERE id = :id")
                .param("then", Timestamp.from(Instant.now()))
                .param("id", id)
                .update();
        As.key(api, key).get("/service").expect(401);
        create("\"role\":\"viewer\",\"expiresAt\":\"2001-01-01T00:00:00Z\"").expect(400);
        create("\"role\":\"viewer\",\"expiresAt\":\"tomorrow\"").expect(400);
    }

    @Test
    void aKeyIsExchangedWhileTheOldOneStillWorksAndRevokedAtOnce() {
        var first = create("\"role\":\"viewer\"").expect(201);
        As old = As.key(api, first.json().path("key").asText());
        As fresh = key("\"role\":\"viewer\"");

        old.get("/service").expect(200);
        fresh.get("/service").expect(200);
        api.delete("/api-keys/" + first.id()).expect(204);
        old.get("/service").expect(401);
        fresh.get("/service").expect(200);
        api.delete("/api-keys/" + first.id()).expect(404);
        jdbc.sql("DELETE FROM api_key").update(); // as another node does it
        fresh.get("/service").expect(401);
    }

    @Test
    void aKeyMayNoMoreThanItsMaker() {
        long second = api.post(
                        "/users", "{\"username\":\"second\",\"role\":\"admin\",\"password\":\"" + PASSWORD + "\"}")
                .expect(201)
                .id();
        As maker = As.user(api, "second", PASSWORD);
        As key = As.key(
                api,
                maker.post("/api-keys", "{\"name\":\"k\",\"role\":\"admin\"}")
                        .expect(201)
                        .json()
                        .path("key")
                        .asText());
        key.get("/users").expect(200);

        api.patch("/users/" + second, "{\"role\":\"viewer\"}").expect(200);
        key.get("/users").expect(403);
        key.get("/service").expect(200);
        api.patch("/users/" + second, "{\"enabled\":false}").expect(200);
        key.get("/service").expect(401);
        api.patch("/users/" + second, "{\"enabled\":true,\"role\":\"admin\"}").expect(200);
        key.get("/users").expect(200);
        api.delete("/users/" + second).expect(204);
        key.get("/service").expect(401);
    }

    @Test
    void aKeyMakesNoneThatOutlivesIt() {
        As key = key("\"role\":\"admin\",\"expiresAt\":\"2999-01-01T00:00:00Z\"");

        key.post("/api-keys", "{\"name\":\"k\",\"role\":\"admin\"}").expect(400);
        key.post("/api-keys", "{\"name\":\"k\",\"role\":\"admin\",\"expiresAt\":\"2999-01-02T00:00:00Z\"}")
                .expect(400);
        key.post("/api-keys", "{\"name\":\"k\",\"role\":\"viewer\",\"expiresAt\":\"2998-01-02T00:00:00Z\"}")
                .expect(201);
    }

    @Test
    void anAccountHasABoundedNumberOfKeys() {
        jdbc.sql("INSERT INTO api_key (account_id, user_id, name, role, hash, created_at) "
                        + "SELECT account_id, id, 'many', 'viewer', '', now() FROM app_user, generate_series(1, 99)"
                        + " WHERE username = 'admin'")
                .update();

        create("\"role\":\"viewer\"").expect(201);
        create("\"role\":\"viewer\"").expect(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"role\":\"root\"",
                "\"role\":\"viewer\",\"connectionIds\":[]",
                "\"role\":\"viewer\",\"connectionIds\":[999999]",
                "\"role\":\"viewer\",\"connectionIds\":[null]",
                "\"role\":\"viewer\",\"hash\":\"AA==\"",
                "\"role\":\"viewer\",\"accountId\":2",
                "\"role\":null"
            })
    void aBodyThatIsWrongIsRefused(String more) {
        create(more).expect(400);
    }
}
