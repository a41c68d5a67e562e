package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.Source.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@CaravanTest
@DirtiesContext // its provider ends with it
class OidcTest {

    private static final IdentityProvider PROVIDER = provider();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Visitor visitor;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        settings.add("CARAVAN_OIDC_ISSUER", PROVIDER::issuer);
        settings.add("CARAVAN_OIDC_CLIENT_ID", () -> IdentityProvider.CLIENT);
        settings.add("CARAVAN_OIDC_CLIENT_SECRET", () -> IdentityProvider.SECRET);
        settings.add("CARAVAN_OIDC_ROLE_CLAIM", () -> "realm_access.roles");
        settings.add("CARAVAN_OIDC_ROLES", () -> "shop-boss=admin, shop-staff=operator");
    }

    @BeforeEach
    void somebody() {
        PROVIDER.claims.clear();
        PROVIDER.claims.put("preferred_username", "maria");
        PROVIDER.claims.put("realm_access", Map.of("roles", List.of("other", "shop-staff")));
        PROVIDER.signsWithAnotherKey = false;
        PROVIDER.takesCodesTwice = false;
        PROVIDER.mixesUpSignIns = false;
        visitor = new Visitor(api, "127.6." + NUMBER.incrementAndGet() + ".1");
    }

    @AfterAll
    static void close() {
        PROVIDER.close();
    }

    @Test
    void signsInWithTheRoleOfTheClaim() {
        assertThat(visitor.open("/login").body()).contains("href=\"/oauth2/authorization/oidc\"");

        Reply reply = comeBack(leave());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .as("by a page: the chain began at another site")
                .contains("url=/\"");
        assertThat(visitor.call("GET", "/service", "").body())
                .contains("\"user\":\"oidc:maria\"", "\"role\":\"operator\"");
        assertThat(visitor.call("GET", "/users", "").status()).isEqualTo(403);
        assertThat(jdbc.sql("SELECT count(*) FROM app_user WHERE username LIKE 'oidc%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM audit_log WHERE action = 'sign-in' AND who = 'oidc:maria'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void whoHasNoRoleIsRefusedWithASentence() {
        PROVIDER.claims.put("realm_access", Map.of("roles", List.of("other")));

        Reply reply = comeBack(leave());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("have no role in Caravan");
        assertThat(visitor.call("GET", "/service", "").status()).isEqualTo(401);
    }

    @Test
    void anotherBrowserCannotFinishASignIn() {
        URI back = leave();

        Visitor other = new Visitor(api, "127.6.200.1");
        Reply reply = other.open(back.getPath() + "?" + back.getRawQuery());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(other.cookie(Visitor.SESSION)).isEmpty();
    }

    /** Whatever the provider does with its codes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerCannotBeUsedTwice(boolean takesCodesTwice) {
        PROVIDER.takesCodesTwice = takesCodesTwice;
        URI back = leave();
        assertThat(comeBack(back).status()).isEqualTo(200);

        assertThat(comeBack(back).status()).isEqualTo(403);
    }

    /** Also where neither PKCE nor the nonce would show it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherStateIsRefused(boolean mixesUpSignIns) {
        PROVIDER.mixesUpSignIns = mixesUpSignIns;
        URI back = leave();
        leave();

        assertThat(comeBack(back).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"nonce, another", "aud, another-client", "iss, http://127.0.0.1:1", "exp, 1000"})
    void aTokenThatIsNotMeantForUsIsRefused(String claim, String value) {
        PROVIDER.claims.put(
                claim, claim.equals("exp") ? Instant.ofEpochSecond(1000).getEpochSecond() : value);

        assertThat(comeBack(leave()).status()).isEqualTo(403);
        assertThat(visitor.cookie(Visitor.SESSION)).isEmpty();
    }

    @Test
    void aTokenThatSomebodyElseHasSignedIsRefused() {
        PROVIDER.signsWithAnotherKey = true;

        assertThat(comeBack(leave()).status()).isEqualTo(403);
    }

    /** To the provider and as far as its answer. */
    private URI leave() {
        Reply away = visitor.open("/oauth2/authorization/oidc");
        assertThat(away.status()).isEqualTo(302);
        URI there = URI.create(away.header("Location"));
        assertThat(there.getQuery()).contains("code_challenge_method=S256", "nonce=", "state=", "scope=openid profile");
        assertThat(away.headers().get("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith("caravan-oidc=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
        Reply answer = new Source("127.0.0.1").send("GET", there, Map.of(), "");
        return URI.create(answer.header("Location"));
    }

    private Reply comeBack(URI back) {
        return visitor.open(back.getPath() + "?" + back.getRawQuery());
    }

    private static IdentityProvider provider() {
        try {
            return IdentityProvider.signing();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
