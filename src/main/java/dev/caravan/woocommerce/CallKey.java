package dev.caravan.woocommerce;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds the key to a call. The only place where credentials become a header or a part of a query. */
public final class CallKey {

    private final Authentication authentication;
    private final String key;
    private final String secret;
    private final Clock clock;

    /**
     * Spaces around key and secret, as copied from a page, are dropped.
     *
     * @param authentication any but {@link Authentication#AUTO}
     */
    public CallKey(Authentication authentication, String key, String secret, Clock clock) {
        if (authentication == Authentication.AUTO) {
            throw new IllegalArgumentException("It has to be decided how the key is shown");
        }
        this.authentication = authentication;
        this.key = key.strip();
        this.secret = secret.strip();
        this.clock = clock;
    }

    /**
     * The authentication of a call; both parts may hold secrets.
     *
     * @param authorization value of the header {@code Authorization}; null for none
     * @param query the whole query string, URL-encoded; null for none
     */
    public record Shown(
            @Nullable String authorization, @Nullable String query) {

        @Override
        public String toString() {
            return "Shown[hidden]";
        }
    }

    /**
     * For one try of one call: a store takes an OAuth nonce once, so this must be called again for each try.
     *
     * @param storeUrl the store's own address, which OAuth signs: where redirects would end
     * @param query the query of the call, URL-encoded; null for none
     */
    public Shown show(String method, String storeUrl, String path, @Nullable String query) {
        String asked = query == null ? "" : query;
        return switch (authentication) {
            case BASIC -> new Shown(BasicAuthentication.header(key, secret), query);
            case QUERY ->
                new Shown(
                        null,
                        (asked.isEmpty() ? "" : asked + "&") + "consumer_key=" + OAuthSignature.encode(key)
                                + "&consumer_secret=" + OAuthSignature.encode(secret));
            default ->
                new Shown(
                        null,
                        OAuthSignature.query(
                                method,
                                StoreEndpoints.url(storeUrl, path),
                                asked,
                                key,
                                secret,
                                UUID.randomUUID().toString().replace("-", ""),
                                clock.instant().getEpochSecond()));
        };
    }

    /** Whether the very same request would be refused the second time. */
    public boolean isForOneTry() {
        return authentication == Authentication.OAUTH;
    }

    @Override
    public String toString() {
        return "CallKey[" + authentication.text() + ", hidden]";
    }
}
