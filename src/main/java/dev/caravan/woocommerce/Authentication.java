package dev.caravan.woocommerce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a call sends its key to a store. Source: the recorded answers (auth-*, oauth-*). */
public enum Authentication {
    /** The way that the store doctor finds. */
    AUTO,
    /** Key and secret in the {@code Authorization} header; WooCommerce takes it over https only. */
    BASIC,
    /** Key and secret in the query string, https only: for hosts that remove the header [auth-header-removed-query]. */
    QUERY,
    /** OAuth 1.0a, one-legged, which WooCommerce requires over plain http [oauth-ok-get]. */
    OAUTH;

    /** As the database and the API write it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other text */
    @JsonCreator
    public static Authentication of(String text) {
        for (Authentication authentication : values()) {
            if (authentication.text().equals(text)) {
                return authentication;
            }
        }
        throw new IllegalArgumentException("must be one of auto, basic, query, oauth");
    }

    /** Whether the call contains the secret itself, so that it must be encrypted on its way. */
    public boolean sendsSecret() {
        return this == BASIC || this == QUERY;
    }
}
