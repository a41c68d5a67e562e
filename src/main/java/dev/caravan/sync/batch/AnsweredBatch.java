package dev.caravan.sync.batch;

import dev.caravan.woocommerce.ItemOutcome;
import java.util.List;

/**
 * A round whose call was answered.
 *
 * @param outcomes one for each product that was sent
 * @param status the HTTP status; 0 if there was no call
 * @param millis how long the call took
 */
public record AnsweredBatch(Delivery delivery, List<ItemOutcome> outcomes, int status, int millis) {

    /** A round that needed no call. */
    public static AnsweredBatch withoutCall(Delivery delivery) {
        return new AnsweredBatch(delivery, List.of(), 0, 0);
    }
}
