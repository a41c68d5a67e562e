package dev.caravan.store;

/** An opened key of WooCommerce's REST API. Never write it anywhere. */
public record StoreCredentials(String consumerKey, String consumerSecret) {

    @Override
    public String toString() {
        return "StoreCredentials[hidden]";
    }
}
