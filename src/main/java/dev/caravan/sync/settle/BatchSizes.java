package dev.caravan.sync.settle;

import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.compose.PoisonFinder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How many products a store can take in one call. The size is found by the store's response times and failures, and
 * remembered. A batch that is too large is costly, because after its failure it is unknown which of its products were
 * written.
 */
@Component
public class BatchSizes {

    /**
     * A larger batch must still end well before the time limits of hosts and proxies; the strictest usual one is 30 s.
     */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final StoresApi stores;

    public BatchSizes(StoresApi stores) {
        this.stores = stores;
    }

    /** A call was answered. Only a full one shows whether a larger one may be tried. */
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
     * A call was too large, or failed in the middle: the next ones are half as large. After a first failure the size
     * stays if {@link PoisonFinder} can see at which product the call ended: that product may be the cause, and only
     * if the others fail again, their number is.
     */
    void failed(Delivery delivery, boolean tooLarge) {
        boolean looksBackFirst = !tooLarge
                && delivery.toSend().stream()
                        .allMatch(plan -> PoisonFinder.fits(plan) && plan.row().batchLimit() == null);
        if (!looksBackFirst) {
            halve(delivery);
        }
    }

    /**
     * Only a call that was about full says something about the size. Calls by which the culprit of a failed call is
     * searched for do not count, because they are small by intention. Calls with images do not count, because their
     * time is that of the downloads.
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
