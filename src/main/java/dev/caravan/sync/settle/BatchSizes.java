package dev.caravan.sync.settle;

import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.compose.PoisonFinder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How many products a store can take in one call: found out by how fast and how well it answers, and remembered. A batch
 * that is too large costs most where it hurts most, as nobody knows afterwards what was done of it.
 */
@Component
public class BatchSizes {

    /** A larger batch must still end well before hosts and proxies lose patience, 30 s at the strictest usual ones. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final StoresApi stores;

    public BatchSizes(StoresApi stores) {
        this.stores = stores;
    }

    /** A call was answered. Only a full one says whether a larger one may be tried. */
    void answered(Delivery delivery, int millis) {
        Store store = delivery.store();
        int sent = delivery.toSend().size();
        int size = store.currentBatchSize();
        int larger = Math.min(store.batchSize(), size + Math.max(1, size / 2));
        if (sent >= size && larger > size && (long) millis * larger / size <= LONGEST.toMillis()) {
            stores.resizeBatches(store.id(), size, larger);
        } else if (millis > LONGEST.toMillis()) {
            halve(delivery);
        }
    }

    /**
     * A call was too large, or failed in the middle: the next ones are half as large. Not at its first failure if it can be
     * seen at which product it ended ({@link PoisonFinder}): that product may be the fault, and only if the others fail again it
     * is their number.
     */
    void failed(Delivery delivery, boolean tooLarge) {
        boolean looksBackFirst = !tooLarge
                && delivery.toSend().size() > 1
                && delivery.toSend().stream()
                        .allMatch(plan -> PoisonFinder.fits(plan) && plan.row().batchLimit() == null);
        if (!looksBackFirst) {
            halve(delivery);
        }
    }

    /**
     * Only a call that was about full says something of its size. Not while the culprit of a failed call is looked for, in
     * ever smaller calls: others are not to blame. And not images, which take the time of their downloads.
     */
    private void halve(Delivery delivery) {
        Store store = delivery.store();
        int size = store.currentBatchSize();
        int sent = delivery.toSend().size();
        boolean special = delivery.plans().stream()
                .anyMatch(plan -> isHalved(plan.row(), size) || plan.row().isOfImages());
        if (!special && sent * 2 > size && size > 1) {
            stores.resizeBatches(store.id(), size, size / 2);
        }
    }

    private static boolean isHalved(ClaimedRow row, int size) {
        return row.batchLimit() != null && row.batchLimit() < size;
    }
}
