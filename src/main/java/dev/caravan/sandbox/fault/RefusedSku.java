package dev.caravan.sandbox.fault;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A product that the store does not take. @param above refused at a higher regular price only; null: at any */
record RefusedSku(
        String sku, String code, String message, @Nullable BigDecimal above) {

    boolean refuses(String price) {
        try {
            return above == null || new BigDecimal(price).compareTo(above) > 0;
        } catch (NumberFormatException e) {
            return false; // it has no price
        }
    }
}
