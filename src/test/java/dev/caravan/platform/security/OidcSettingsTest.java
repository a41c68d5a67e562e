package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.platform.Role;
import dev.caravan.platform.settings.WrongSettingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcSettingsTest {

    @Test
    void readsTheMappingOfRoles() {
        assertThat(settings("https://id.example", "caravan", "a=b=admin, staff=viewer")
                        .mapping())
                .containsEntry("a=b", Role.ADMIN)
                .containsEntry("staff", Role.VIEWER);
        assertThat(settings("", "", "").toString()).doesNotContain("s3cret");
        settings("http://127.0.0.1:9000/realms/x", "caravan", "a=admin");
    }

    @ParameterizedTest
    @CsvSource({
        "http://id.example, caravan, a=admin, CARAVAN_OIDC_ISSUER",
        "http://127.0.0.1.example, caravan, a=admin, CARAVAN_OIDC_ISSUER",
        "https://user@id.example, caravan, a=admin, CARAVAN_OIDC_ISSUER",
        "https://id.example, '', a=admin, CARAVAN_OIDC_CLIENT_ID",
        "'', caravan, a=admin, CARAVAN_OIDC_CLIENT_ID",
        "https://id.example, caravan, '', CARAVAN_OIDC_ROLES",
        "https://id.example, caravan, a=owner, CARAVAN_OIDC_ROLES",
        "https://id.example, caravan, admin, CARAVAN_OIDC_ROLES",
    })
    void refusesWhatDoesNotFit(String issuer, String client, String roles, String named) {
        assertThatThrownBy(() -> settings(issuer, client, roles))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(named);
    }

    @Test
    void readsNoAnswerWithoutAnEndAndFollowsNoRedirect() throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[300 * 1024]);
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThatThrownBy(() -> new OidcCalls()
                            .client()
                            .get()
                            .uri(base + "/long")
                            .retrieve()
                            .body(byte[].class))
                    .rootCause()
                    .hasMessageContaining("too long");
            new OidcCalls().client().get().uri(base + "/away").retrieve().toBodilessEntity();
            assertThat(elsewhere).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private static OidcSettings settings(String issuer, String client, String roles) {
        return new OidcSettings(issuer, client, client.isEmpty() ? "" : "s3cret", "roles", roles);
    }
}
