package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCrypt;

@CaravanTest
class UsersTest {

    private static final String PASSWORD = "a good long one";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void onlyTheAdminStays() {
        jdbc.sql("UPDATE app_user SET enabled = true, role = 'admin' WHERE username = 'admin'")
                .update();
        jdbc.sql("DELETE FROM app_user WHERE username <> 'admin'").update();
        jdbc.sql("DELETE FROM account WHERE name = 'another'").update();
    }

    private static String body(Map<String, Object> members) {
        ObjectNode body = new ObjectMapper().valueToTree(members);
        return body.toString();
    }

    private Api.Answer create(String username, String role, String password) {
        return api.post("/users", body(Map.of("username", username, "role", role, "password", password)));
    }

    private long user(String username, String role) {
        return create(username, role, PASSWORD).expect(201).id();
    }

    private As as(String username) {
        return As.user(api, username, PASSWORD);
    }

    @Test
    void aUserIsMadeListedShownAndDeleted() {
        var made = create("erin", "viewer", PASSWORD).expect(201).json();

        assertThat(made.path("username").asText()).isEqualTo("erin");
        assertThat(made.path("enabled").asBoolean()).isTrue();
        assertThat(made.toString()).doesNotContain("assword").doesNotContain("hash");
        assertThat(made.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("id", "username", "role", "enabled", "createdAt", "lastSignInAt");
        assertThat(as("ERIN").get("/service").expect(200).json().path("user").asText())
                .isEqualTo("erin");
        for (String page : List.of("", "?page=2", "?page=1000&limit=1")) {
            assertThat(api.get("/users" + page)
                            .expect(200)
                            .json()
                            .at("/pagination/total")
                            .asLong())
                    .as("users in all, by a page %s", page)
                    .isEqualTo(2);
        }
        long id = made.path("id").asLong();
        await().until(() -> !api.get("/users/" + id).json().path("lastSignInAt").isNull());

        api.delete("/users/" + id).expect(204);

        as("erin").get("/service").expect(401);
        api.get("/users/" + id).expect(404);
    }

    @Test
    void whoAsksIsTold() {
        user("erin", "viewer");

        var me = as("erin").get("/me").expect(200).json();

        assertThat(me.path("username").asText()).isEqualTo("erin");
        assertThat(me.path("role").asText()).isEqualTo("viewer");
        assertThat(me.path("account").path("name").asText()).isEqualTo("default");
        assertThat(me.path("keyId").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "é", "erin\u202e", "erin\n", "erin\u0000", "а", "-erin", "${x}"})
    void aUsernameThatCouldBeTakenForAnotherIsRefused(String username) {
        var answer = create(username, "viewer", PASSWORD).expect(400).json();

        assertThat(answer.path("errors").path(0).path("field").asText()).isEqualTo("username");
    }

    @Test
    void aUsernameIsTakenInAnyLetterCase() {
        user("Erin", "viewer");

        create("eRIN", "admin", PASSWORD).expect(409);
        create("ADMIN", "admin", PASSWORD).expect(409);
        create("x".repeat(101), "viewer", PASSWORD).expect(400);
    }

    static Stream<String> badPasswords() {
        return Stream.of(
                "eleven chars".substring(0, 11),
                "password1234",
                "PasswordPassword",
                "qwertyuiop12",
                "aaaaaaaaaaaa",
                "123456789012",
                "erin-of-the-erp",
                "ERIN-OF-THE-ERP",
                "userNotFoundPassword",
                "a good long one\n",
                "😀".repeat(11),
                "long ".repeat(30));
    }

    @ParameterizedTest
    @MethodSource("badPasswords")
    void aPasswordThatIsSoonGuessedIsRefused(String password) {
        var answer = create("erin-of-the-erp", "viewer", password).expect(400).json();

        assertThat(answer.path("errors").path(0).path("field").asText()).isEqualTo("password");
        assertThat(answer.toString()).doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😀 horse 🐎 sta",
                "пароль для лавки",
                "with:colon:in it",
                "ends with blanks    ",
                "ﷺ%00\\\"'; DROP--"
            })
    void aPasswordHasAnyCharacters(String password) {
        create("erin", "viewer", password).expect(201);

        As.user(api, "erin", password).get("/service").expect(200);
        As.user(api, "erin", password.strip() + "!").get("/service").expect(401);
    }

    @Test
    void theSameLetterWrittenInTwoWaysIsTheSamePassword() {
        create("erin", "viewer", "zw\u00f6lf Bl\u00e4tter Papier").expect(201);

        As.user(api, "erin", "zwo\u0308lf Bla\u0308tter Papier").get("/service").expect(200);
    }

    @Test
    void unknownMembersAreRefused() {
        api.post("/users", body(Map.of("username", "erin", "role", "viewer", "password", PASSWORD, "accountId", 7)))
                .expect(400);
        api.patch("/users/" + user("erin", "viewer"), "{\"username\":\"admin2\"}")
                .expect(400);
        create("erik", "root", PASSWORD).expect(400);
    }

    @Test
    void aDisabledOrDemotedUserIsRefusedAtOnce() {
        long erin = user("erin", "operator");
        as("erin").post("/products", "{\"sku\":\"U-1\",\"name\":\"Hat\"}").expect(201);

        api.patch("/users/" + erin, "{\"role\":\"viewer\"}").expect(200);
        as("erin").post("/products", "{\"sku\":\"U-2\",\"name\":\"Hat\"}").expect(403);
        api.patch("/users/" + erin, "{\"enabled\":false}").expect(200);
        as("erin").get("/service").expect(401);
        api.patch("/users/" + erin, "{\"enabled\":true}").expect(200);
        as("erin").get("/service").expect(200);
        jdbc.sql("UPDATE app_user SET enabled = false WHERE id = :id")
                .param("id", erin)
                .update(); // as another node does it

        await().atMost(Duration.ofSeconds(5))
                .until(() -> as("erin").get("/service").status() == 401);
    }

    @Test
    void aPasswordIsChangedWithTheOldOneOrByAnAdmin() {
        long erin = user("erin", "viewer");
        long admin = api.get("/me").json().path("id").asLong();
        String path = "/users/" + erin + "/password";

        as("erin").post(path, "{\"new\":\"another good long one\"}").expect(400);
        as("erin")
                .post(path, "{\"old\":\"not this one at all\",\"new\":\"another good long one\"}")
                .expect(400);
        as("erin").post(path, "{\"old\":\"" + PASSWORD + "\",\"new\":\"erin\"}").expect(400);
        as("erin")
                .post("/users/" + admin + "/password", "{\"new\":\"another good long one\"}")
                .expect(404);
        as("erin")
                .post(path, "{\"old\":\"" + PASSWORD + "\",\"new\":\"another good long one\"}")
                .expect(204);
        as("erin").get("/service").expect(401);
        As.user(api, "erin", "another good long one").get("/service").expect(200);

        api.post(path, "{\"new\":\"" + PASSWORD + "\"}").expect(204);
        as("erin").get("/service").expect(200);
        api.post("/users/" + admin + "/password", "{\"new\":\"another good long one\"}")
                .expect(400); // the own one needs the old one, an admin's as well
    }

    @Test
    void theLastEnabledAdminStays() {
        long admin = api.get("/me").json().path("id").asLong();
        long second = user("second", "admin");
        api.patch("/users/" + second, "{\"enabled\":false}").expect(200);

        api.delete("/users/" + admin).expect(409);
        api.patch("/users/" + admin, "{\"role\":\"operator\"}").expect(409);
        api.patch("/users/" + admin, "{\"enabled\":false}").expect(409);
        api.delete("/users/" + second).expect(204);
    }

    @Test
    void twoAdminsAtOnceCannotRemoveEachOther() throws Exception {
        long admin = api.get("/me").json().path("id").asLong();
        for (int round = 0; round < 5; round++) {
            long second = user("second", "admin");
            CyclicBarrier together = new CyclicBarrier(2);
            List<CompletableFuture<Integer>> demotions = List.of(
                    CompletableFuture.supplyAsync(() -> {
                        awaitAll(together);
                        return api.patch("/users/" + second, "{\"role\":\"viewer\"}")
                                .status();
                    }),
                    CompletableFuture.supplyAsync(() -> {
                        awaitAll(together);
                        return as("second")
                                .send("PATCH", "/users/" + admin, "{\"enabled\":false}")
                                .status();
                    }));
            demotions.forEach(CompletableFuture::join);

            assertThat(jdbc.sql("SELECT count(*) FROM app_user WHERE role = 'admin' AND enabled")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            onlyTheAdminStays();
            await().until(() -> api.get("/me").status() == 200);
        }
    }

    private static void awaitAll(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void usersOfAnotherAccountDoNotExist() {
        long stranger = jdbc.sql("WITH a AS (INSERT INTO account (name) VALUES ('another') RETURNING id) "
                        + "INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT id, 'stranger', '{bcrypt}x', 'viewer' FROM a RETURNING id")
                .query(Long.class)
                .single();

        api.get("/users/" + stranger).expect(404);
        api.patch("/users/" + stranger, "{\"role\":\"admin\"}").expect(404);
        api.delete("/users/" + stranger).expect(404);
        api.post("/users/" + stranger + "/password", "{\"new\":\"" + PASSWORD + "\"}")
                .expect(404);
        assertThat(api.get("/users").json().toString()).doesNotContain("stranger");
    }

    @Test
    void anOldHashOfBcryptMatchesAndIsRenewed() {
        withHash("old", "{bcrypt}" + BCrypt.hashpw("short", BCrypt.gensalt(4)));

        As.user(api, "old", "wrong").get("/service").expect(401);
        As.user(api, "old", "short").get("/service").expect(200);

        assertThat(hash("old")).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
        As.user(api, "old", "short").get("/service").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{noop}short", "short", "{sha256}x", "{}short", "{argon2}short", "{bcrypt}short", ""})
    void aHashOfAnotherKindMatchesNothing(String hash) {
        withHash("old", hash);

        As.user(api, "old", "short").get("/service").expect(401);
        assertThat(hash("old")).isEqualTo(hash);
    }

    @Test
    void whoIsUnknownDisabledOrWrongGetsTheSameAnswer() {
        long erin = user("erin", "viewer");
        var wrong = As.user(api, "erin", "not this one at all").get("/service");
        api.patch("/users/" + erin, "{\"enabled\":false}").expect(200);

        assertThat(List.of(
                        As.user(api, "nobody", PASSWORD).get("/service").text(),
                        as("erin").get("/service").text(),
                        As.user(api, "\u0000", "x").get("/service").text()))
                .containsOnly(wrong.text());
    }

    private void withHash(String username, String hash) {
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT account_id, :name, :hash, 'viewer' FROM app_user WHERE username = 'admin'")
                .param("name", username)
                .param("hash", hash)
                .update();
    }

    private String hash(String username) {
        return jdbc.sql("SELECT password_hash FROM app_user WHERE username = :name")
                .param("name", username)
                .query(String.class)
                .single();
    }
}
