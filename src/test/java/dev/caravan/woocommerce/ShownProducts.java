package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;

/** Products as stores show them, for tests of other rooms. */
public final class ShownProducts {

    private ShownProducts() {}

    public static ShownProduct of(JsonNode json) {
        return new ShownProduct(json);
    }
}
