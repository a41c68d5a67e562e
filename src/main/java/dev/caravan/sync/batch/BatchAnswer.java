package dev.caravan.sync.batch;

import dev.caravan.woocommerce.ItemOutcome;
import java.util.List;

/**
 * A store's answer to the call of a batch.
 *
 * @param outcomes one for each product that was sent
 * @param status the HTTP status; 0 without a call
 * @param millis how long the call took
 */
public record BatchAnswer(List<ItemOutcome> outcomes, int status, int millis) {

    /** There was no call, or it has not been answered. */
    public static final BatchAnswer NONE = new BatchAnswer(List.of(), 0, 0);

    public boolean isThere() {
        return status != 0;
    }
}
