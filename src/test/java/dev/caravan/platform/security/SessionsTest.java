package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.Source.Reply;
import dev.caravan.testing.TestSettings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Browsers sign in at the page, and go on with a cookie. */
@CaravanTest
class SessionsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sessions sessions;

    private String user;
    private String address;
    private Visitor visitor;

    @BeforeEach
    void somebody() {
        int number = NUMBER.incrementAndGet();
        user = "visitor-" + number;
        address = "127.7." + number + ".1";
        visitor = new Visitor(api, address);
        insert(user, "operator");
    }

    @Test
    void aPersonWhoOpensAPageIsSentToTheSignIn() {
        Reply reply = visitor.open("/service");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).endsWith("/login?next=%2Fservice");
        assertThat(visitor.open("/login").status()).isEqualTo(200);
        assertThat(visitor.open("/login/page.css").status()).isEqualTo(200);
        assertThat(visitor.open("/login/page.js").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/problem+json, */*"})
    void aProgramIsAnswered401AndIsSentNowhere(String accept) {
        Reply reply = visitor.send("GET", "/service", Map.of("Accept", accept), "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(visitor.send("POST", "/products", Map.of("Content-Type", "application/json"), "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void neitherStrangersNorProgramsHaveASession() {
        long before = count();
        visitor.open("/login");
        visitor.open("/service");
        visitor.signIn(user, "wrong");
        Reply basic = new Source(address).basic(api.uri("/service"), user, TestSettings.PASSWORD);

        assertThat(basic.status()).isEqualTo(200);
        assertThat(basic.header("Set-Cookie")).isEmpty();
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void thePageSignsInAndItsCookieIsForUsAlone() {
        Reply reply = visitor.signIn(user, TestSettings.PASSWORD);

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).endsWith("/");
        List<String> set = reply.headers().get("set-cookie");
        assertThat(set)
                .filteredOn(cookie -> cookie.startsWith("caravan="))
                .singleElement()
                .asString()
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Domain", "Max-Age", "Secure");
        assertThat(set)
                .filteredOn(cookie -> cookie.startsWith("caravan-csrf=") && !cookie.contains("Max-Age=0"))
                .allSatisfy(cookie -> assertThat(cookie).contains("; Path=/", "; SameSite=Strict"))
                .isNotEmpty();
        assertThat(visitor.call("GET", "/service", "").body())
                .contains("\"user\":\"" + user + "\"", "\"role\":\"operator\"");
    }

    @Test
    void thePageSaysWhatWasWrongAndRunsNoScript() {
        Reply reply = visitor.signIn("<script>alert(1)</script>", "wrong");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body())
                .contains("The user or the password is not right.")
                .doesNotContain("<script>");
        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void guessesAtThePageAreSlowedDownAsWell() {
        visitor.open("/login");
        for (int i = 0; i < 9; i++) {
            visitor.form(user, "wrong-" + i, visitor.cookie(Visitor.CSRF));
        }
        Reply last = visitor.form(user, "wrong", visitor.cookie(Visitor.CSRF));

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(last.body()).contains("Too many sign-ins have failed. Try again in");
    }

    @Test
    void anotherSiteCannotSignSomebodyIn() {
        assertThat(visitor.form(user, TestSettings.PASSWORD, "").status()).isEqualTo(403);
        visitor.open("/login");
        assertThat(visitor.form(user, TestSettings.PASSWORD, UUID.randomUUID().toString())
                        .status())
                .isEqualTo(403);
        assertThat(visitor.cookie(Visitor.SESSION)).isEmpty();
    }

    @Test
    void aSessionThatWasPlantedIsNotTheOneThatIsSignedIn() {
        visitor.signIn(user, TestSettings.PASSWORD);
        String planted = visitor.cookie(Visitor.SESSION);
        String invented = UUID.randomUUID().toString();
        insert(user + "-victim", "admin");

        Visitor victim = new Visitor(api, address);
        victim.cookie(Visitor.SESSION, planted);
        victim.signIn(user + "-victim", TestSettings.PASSWORD);
        Visitor other = new Visitor(api, address);
        other.cookie(Visitor.SESSION, invented);
        other.signIn(user + "-victim", TestSettings.PASSWORD);

        assertThat(victim.cookie(Visitor.SESSION)).isNotEqualTo(planted).isNotEmpty();
        assertThat(other.cookie(Visitor.SESSION)).isNotEqualTo(invented).isNotEmpty();
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    @Test
    void whatChangesSomethingNeedsTheTokenOfTheSession() {
        visitor.signIn(user, TestSettings.PASSWORD);
        String product = "{\"sku\":\"%s\",\"name\":\"Shirt\"}".formatted(user);
        Map<String, String> json = Map.of("Content-Type", "application/json");

        Reply without = visitor.send("POST", "/products", json, product);
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.body()).contains("X-XSRF-TOKEN");
        assertThat(visitor.send("DELETE", "/products/999999", json, "").status())
                .isEqualTo(403);
        assertThat(visitor.call("POST", "/products", product).status()).isEqualTo(201);
    }

    @Test
    void credentialsInAHeaderNeedNoTokenAndGoBeforeTheSession() {
        visitor.signIn(user, TestSettings.PASSWORD);
        insert(user + "-viewer", "viewer");
        String viewer = Api.authorization(user + "-viewer");

        Reply reply = visitor.send(
                "POST",
                "/products",
                Map.of("Content-Type", "application/json", "Authorization", viewer),
                "{\"sku\":\"%s-2\",\"name\":\"Shirt\"}".formatted(user));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("yours is viewer");
        assertThat(visitor.send("GET", "/service", Map.of("Authorization", "Basic bm86bm8="), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aChangedRoleIsChangedAtOnce() {
        visitor.signIn(user, TestSettings.PASSWORD);
        assertThat(visitor.call("DELETE", "/products/999999", "").status()).isEqualTo(404);

        jdbc.sql("UPDATE app_user SET role = 'viewer' WHERE username = :name")
                .param("name", user)
                .update();

        assertThat(visitor.call("DELETE", "/products/999999", "").status()).isEqualTo(403);
    }

    @Test
    void aDisabledUserHasNoSessionAtOnceAndAnotherPasswordEndsThemAll() {
        visitor.signIn(user, TestSettings.PASSWORD);
        jdbc.sql("UPDATE app_user SET enabled = false WHERE username = :name") // as another node does
                .param("name", user)
                .update();
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);

        String second = user + "-second";
        insert(second, "operator");
        visitor.signIn(second, TestSettings.PASSWORD);
        long id = jdbc.sql("SELECT id FROM app_user WHERE username = :name")
                .param("name", second)
                .query(Long.class)
                .single();
        api.post("/users/" + id + "/password", "{\"new\":\"quiet-otter-paints-42\"}")
                .expect(204);
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
        assertThat(count(second)).isZero();
    }

    @Test
    void aUserWhoIsGoneHasNoSession() {
        visitor.signIn(user, TestSettings.PASSWORD);
        jdbc.sql("DELETE FROM app_user WHERE username = :name")
                .param("name", user)
                .update();

        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
        assertThat(count(user)).isZero();
    }

    @Test
    void signingOutEndsTheSession() {
        visitor.signIn(user, TestSettings.PASSWORD);
        String session = visitor.cookie(Visitor.SESSION);
        assertThat(visitor.send("POST", "/logout", Map.of(), "").status())
                .as("by another site")
                .isEqualTo(403);

        Reply out = visitor.call("POST", "/logout", "");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
        assertThat(visitor.cookie(Visitor.SESSION)).isEmpty();
        assertThat(count(user)).isZero();
        visitor.cookie(Visitor.SESSION, session);
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    @Test
    void signingOutEverywhereEndsAllSessions() {
        visitor.signIn(user, TestSettings.PASSWORD);
        Visitor other = new Visitor(api, address);
        other.signIn(user, TestSettings.PASSWORD);
        assertThat(count(user)).isEqualTo(2);

        assertThat(visitor.call("DELETE", "/me/sessions", "").status()).isEqualTo(204);

        assertThat(other.call("GET", "/service", "").status()).isEqualTo(401);
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    @Test
    void anAdminEndsTheSessionsOfAUser() {
        visitor.signIn(user, TestSettings.PASSWORD);
        long id = jdbc.sql("SELECT id FROM app_user WHERE username = :name")
                .param("name", user)
                .query(Long.class)
                .single();

        assertThat(visitor.call("DELETE", "/users/" + id + "/sessions", "").status())
                .isEqualTo(403);
        api.delete("/users/" + id + "/sessions").expect(204);
        api.delete("/users/999999999/sessions").expect(404);

        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    @Test
    void theOldestSessionsEndWhenAUserHasManyOfThem() {
        visitor.signIn(user, TestSettings.PASSWORD);
        for (int i = 0; i < Sessions.MOST; i++) {
            assertThat(new Visitor(api, address)
                            .signIn(user, TestSettings.PASSWORD)
                            .status())
                    .isEqualTo(302);
        }

        assertThat(count(user)).isEqualTo(Sessions.MOST);
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    @Test
    void mostRequestsOfASessionWriteNothing() {
        visitor.signIn(user, TestSettings.PASSWORD);
        String before = row(user);
        for (int i = 0; i < 20; i++) {
            visitor.call("GET", "/service", "");
        }

        assertThat(row(user)).as("the version of the row").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "' OR 1=1 --", "%00", "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"})
    void aCookieThatIsNoSessionIsNone(String value) {
        visitor.cookie(Visitor.SESSION, value);

        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    private void insert(String name, String role) {
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT account_id, :name, password_hash, :role FROM app_user WHERE username = 'admin'")
                .param("name", name)
                .param("role", role)
                .update();
    }

    private long count() {
        return jdbc.sql("SELECT count(*) FROM spring_session").query(Long.class).single();
    }

    private long count(String name) {
        return jdbc.sql("SELECT count(*) FROM spring_session WHERE principal_name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private String row(String name) {
        return jdbc.sql("SELECT xmin::text || ' ' || ctid::text FROM spring_session WHERE principal_name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }
}
