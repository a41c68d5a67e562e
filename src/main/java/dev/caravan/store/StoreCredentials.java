package dev.caravan.store;

import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.CallKey;
import java.time.Clock;

/** An opened key of WooCommerce's REST API. Never write it anywhere. */
public record StoreCredentials(String consumerKey, String consumerSecret) {

    /** These credentials, to be sent in this way. */
    public CallKey key(Authentication authentication, Clock clock) {
        return new CallKey(authentication, consumerKey, consumerSecret, clock);
    }

    /** Whether key and secret have changed places, by the prefixes that WooCommerce gives them. */
    public boolean areExchanged() {
        return consumerKey.startsWith("cs_") || consumerSecret.startsWith("ck_");
    }

    /** A text from a store, without these credentials. */
    public String removeFrom(String text) {
        return text.replace(consumerSecret, "…").replace(consumerKey, "…");
    }

    @Override
    public String toString() {
        return "StoreCredentials[hidden]";
    }
}
