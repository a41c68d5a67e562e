package dev.caravan.store;

/** An opened key of WooCommerce's REST API. Never write it anywhere. */
public record StoreCredentials(String consumerKey, String consumerSecret) {

    /** A text that a store said, without these credentials. */
    public String removeFrom(String text) {
        return text.replace(consumerSecret, "…").replace(consumerKey, "…");
    }

    @Override
    public String toString() {
        return "StoreCredentials[hidden]";
    }
}
