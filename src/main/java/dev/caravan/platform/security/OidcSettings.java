package dev.caravan.platform.security;

import dev.caravan.platform.Role;
import dev.caravan.platform.settings.SettingsCheck;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.oidc.*}: an identity provider whose people may sign in.
 *
 * @param issuer its address, where {@code /.well-known/openid-configuration} is; empty: none
 * @param roleClaim the claim of the ID token that gives a person's role; with dots for a nested one
 * @param roles which values of the claim mean which role: {@code caravan-admins=admin,staff=viewer}
 */
@ConfigurationProperties("caravan.oidc")
record OidcSettings(String issuer, String clientId, String clientSecret, String roleClaim, String roles) {

    /** Where the sign-in begins. */
    static final String PATH = "/oauth2/authorization/oidc";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcSettings {
        new SettingsCheck()
                .that(
                        issuer.isEmpty() || isTrustworthy(issuer),
                        "CARAVAN_OIDC_ISSUER",
                        "must be an https address (http only on this machine) without user, query and fragment",
                        issuer)
                .that(
                        issuer.isEmpty() == clientId.isEmpty() && issuer.isEmpty() == clientSecret.isEmpty(),
                        "CARAVAN_OIDC_CLIENT_ID",
                        "and CARAVAN_OIDC_CLIENT_SECRET must be given with CARAVAN_OIDC_ISSUER, and only with it",
                        clientId.isEmpty() ? "(empty)" : clientId)
                .that(!roleClaim.isBlank(), "CARAVAN_OIDC_ROLE_CLAIM", "must name a claim", roleClaim)
                .that(
                        issuer.isEmpty() || !mapping(roles).isEmpty(),
                        "CARAVAN_OIDC_ROLES",
                        "must say which values of the claim mean which role, as caravan-admins=admin,staff=viewer",
                        roles.isEmpty() ? "(empty)" : roles);
    }

    /** Overridden without the secret, because a record would show it. */
    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }

    /** Claim value to role. */
    Map<String, Role> mapping() {
        return mapping(roles);
    }

    /** The mapping; empty if the setting is not valid. */
    private static Map<String, Role> mapping(String roles) {
        Map<String, Role> mapping = new LinkedHashMap<>();
        for (String pair :
                Arrays.stream(roles.split(",", -1)).map(String::strip).toList()) {
            int equals = pair.lastIndexOf('=');
            var role = Role.find(pair.substring(equals + 1).strip());
            if (equals < 1 || role.isEmpty()) {
                return Map.of();
            }
            mapping.put(pair.substring(0, equals).strip(), role.get());
        }
        return mapping;
    }

    /** Tokens and codes are sent there, so it must use TLS, or be on this machine. */
    static boolean isTrustworthy(String address) {
        try {
            URI uri = URI.create(address);
            boolean clean = uri.getUserInfo() == null && uri.getFragment() == null && uri.getHost() != null;
            return clean
                    && uri.getQuery() == null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
