package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import dev.caravan.platform.FirstAccount;
import dev.caravan.platform.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Turns an ID token into the signed-in person, with the highest role that its claim gives. No user is created in the
 * database.
 */
final class OidcUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    static final String NO_ROLE = "no_role";

    private final OidcSettings settings;
    private final FirstAccount account;

    OidcUsers(OidcSettings settings, FirstAccount account) {
        this.settings = settings;
        this.account = account;
    }

    /** A person whom the identity provider has authenticated. */
    static final class Vouched extends DefaultOidcUser implements ExternalSignIn {

        private final transient Caller caller;

        Vouched(Caller caller, OidcIdToken token) {
            super(List.of(new SimpleGrantedAuthority(caller.role().authority())), token);
            this.caller = caller;
        }

        @Override
        public Caller caller() {
            return caller;
        }

        @Override
        public String getName() {
            return caller.username();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Vouched vouched && super.equals(other) && caller.equals(vouched.caller);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** @throws OAuth2AuthenticationException {@link #NO_ROLE} if the claim gives none */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        Role role = role(token.getClaims())
                .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(NO_ROLE), name(token)));
        return new Vouched(new Caller(account.admin().accountId(), name(token), role), token);
    }

    /** A user of Caravan's own has no colon in the name. */
    private static String name(OidcIdToken token) {
        String preferred = token.getPreferredUsername();
        return "oidc:" + Names.clean(preferred == null || preferred.isBlank() ? token.getSubject() : preferred);
    }

    private Optional<Role> role(Map<String, Object> claims) {
        Map<String, Role> mapping = settings.mapping();
        return values(claims).map(mapping::get).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    private Stream<String> values(Map<String, Object> claims) {
        Object value = claims.get(settings.roleClaim());
        if (value == null) {
            value = claims;
            for (String name : settings.roleClaim().split("\\.", -1)) {
                value = value instanceof Map<?, ?> inner ? inner.get(name) : null;
            }
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf);
        }
        return value == null ? Stream.empty() : Stream.of(String.valueOf(value));
    }
}
