package dev.caravan.store.seal;

import dev.caravan.store.StoreCredentials;
import org.jspecify.annotations.Nullable;

/** All sealed values of a connection, opened. */
public record OpenCredentials(
        String consumerKey, String consumerSecret, @Nullable String webhookSecret) {

    /** These credentials with the given ones that are not null; an empty webhook secret is removed. */
    public OpenCredentials with(
            @Nullable String newKey, @Nullable String newSecret, @Nullable String newWebhookSecret) {
        String webhook = newWebhookSecret == null ? webhookSecret : newWebhookSecret;
        return new OpenCredentials(
                newKey == null ? consumerKey : newKey,
                newSecret == null ? consumerSecret : newSecret,
                webhook == null || webhook.isEmpty() ? null : webhook);
    }

    public StoreCredentials forCalls() {
        return new StoreCredentials(consumerKey, consumerSecret);
    }

    @Override
    public String toString() {
        return "OpenCredentials[hidden]";
    }
}
