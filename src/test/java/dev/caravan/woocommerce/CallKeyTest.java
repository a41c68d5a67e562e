package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallKeyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_795_353_574L), ZoneOffset.UTC);

    @Test
    void putsBasicIntoTheHeaderAndLeavesTheQueryAlone() {
        CallKey.Shown shown = show(Authentication.BASIC, "sku=A%2CB");

        assertThat(shown.authorization()).isEqualTo("Basic Y2tfMTpjc18y");
        assertThat(shown.query()).isEqualTo("sku=A%2CB");
        assertThat(show(Authentication.BASIC, null).query()).isNull();
    }

    @Test
    void putsKeyAndSecretBehindTheQuery() {
        assertThat(show(Authentication.QUERY, null).query()).isEqualTo("consumer_key=ck_1&consumer_secret=cs_2");
        assertThat(show(Authentication.QUERY, "per_page=1").query())
                .isEqualTo("per_page=1&consumer_key=ck_1&consumer_secret=cs_2");
        assertThat(show(Authentication.QUERY, null).authorization()).isNull();
    }

    @Test
    void signsEachTryAnewAndSendsNoSecret() {
        Set<String> queries = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            queries.add(String.valueOf(show(Authentication.OAUTH, "per_page=1").query()));
        }

        assertThat(queries)
                .hasSize(50)
                .allMatch(query -> query.startsWith("per_page=1&oauth_consumer_key=ck_1&oauth_nonce="))
                .allMatch(query -> query.contains("oauth_timestamp=1795353574&"))
                .noneMatch(query -> query.contains("cs_2"));
    }

    @Test
    void signsTheStoresAddressWithoutADoubleSlash() {
        CallKey key = new CallKey(Authentication.OAUTH, "ck_1", "cs_2", CLOCK);
        String shown = String.valueOf(
                key.show("GET", "http://store.example/", "/wp-json/", null).query());
        String nonce = shown.replaceAll(".*oauth_nonce=([^&]*).*", "$1");

        assertThat(shown)
                .isEqualTo(OAuthSignature.query(
                        "GET", "http://store.example/wp-json/", "", "ck_1", "cs_2", nonce, 1_795_353_574L));
    }

    @Test
    void needsANewSignatureForEachTryOnlyWithOAuth() {
        assertThat(new CallKey(Authentication.OAUTH, "ck_1", "cs_2", CLOCK).isForOneTry())
                .isTrue();
        assertThat(new CallKey(Authentication.BASIC, "ck_1", "cs_2", CLOCK).isForOneTry())
                .isFalse();
    }

    @Test
    void showsItsSecretNowhere() {
        assertThat(new CallKey(Authentication.QUERY, "ck_1", "cs_2", CLOCK)).hasToString("CallKey[query, hidden]");
        assertThat(show(Authentication.QUERY, null)).hasToString("Shown[hidden]");
    }

    @Test
    void wantsToBeToldHow() {
        assertThatThrownBy(() -> new CallKey(Authentication.AUTO, "ck_1", "cs_2", CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cs_2");
    }

    private static CallKey.Shown show(Authentication authentication, @org.jspecify.annotations.Nullable String query) {
        return new CallKey(authentication, " ck_1 ", " cs_2 ", CLOCK)
                .show("GET", "http://store.example", "/wp-json/", query);
    }
}
