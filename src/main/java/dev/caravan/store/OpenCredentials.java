package dev.caravan.store;

import org.jspecify.annotations.Nullable;

/** All that is sealed of a connection, opened. */
record OpenCredentials(
        String consumerKey, String consumerSecret, @Nullable String webhookSecret) {

    /** These, replaced by what the body brings; an absent field stays, an empty webhook secret is removed. */
    OpenCredentials with(ConnectionBody body) {
        String webhook = body.webhookSecret() == null ? webhookSecret : body.webhookSecret();
        return new OpenCredentials(
                body.consumerKey() == null ? consumerKey : body.consumerKey(),
                body.consumerSecret() == null ? consumerSecret : body.consumerSecret(),
                webhook == null || webhook.isEmpty() ? null : webhook);
    }

    StoreCredentials forCalls() {
        return new StoreCredentials(consumerKey, consumerSecret);
    }

    @Override
    public String toString() {
        return "OpenCredentials[hidden]";
    }
}
