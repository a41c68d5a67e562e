package dev.caravan.sync;

import static org.awaitility.Awaitility.await;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One product that changes a hundred times a second, two hundred others, and five stores that show them all. */
final class HotProduct {

    static final int OTHERS = 200;
    private static final int CHANGES_A_SECOND = 100;
    /** A batch of one in a real store takes 85 ms. */
    private static final Duration CALL = Duration.ofMillis(85);

    final Item hot;
    final List<Item> others;
    final List<Connected> stores = new ArrayList<>();
    private final Shop shop;
    private final int seconds;

    /** @param seconds how long it is hot */
    HotProduct(Shop shop, int seconds) {
        this.shop = shop;
        this.seconds = seconds;
        hot = shop.product();
        others = shop.products(OTHERS);
        for (int i = 0; i < 5; i++) {
            Connected store = shop.connect();
            stores.add(store);
            shop.export(store, hot);
            shop.export(store, others);
        }
        stores.forEach(store -> store.store().faults().latencyPerCall(CALL));
    }

    int changes() {
        return seconds * CHANGES_A_SECOND;
    }

    void heat() {
        for (int i = 1; i <= changes(); i++) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1) / CHANGES_A_SECOND;
            shop.price(hot, i + ".50");
            waitUntil(until);
        }
    }

    void awaitTheLastChange() {
        stores.forEach(store -> shop.awaitField(store, hot, "regular_price", changes() + ".50"));
    }

    /** Changes the others one after the other, in the time that the product is hot. @return when each was changed */
    Map<Long, Instant> changeOthers(String price, InstantSource clock) {
        Map<Long, Instant> changed = new HashMap<>();
        for (Item other : others) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) / OTHERS;
            changed.put(other.id(), clock.instant());
            shop.price(other, price);
            waitUntil(until);
        }
        return changed;
    }

    void awaitOthers(String price) {
        for (Connected store : stores) {
            Shop.awaitUntil(() -> others.stream()
                    .allMatch(other -> store.field(other.sku(), "regular_price").equals(price)));
        }
    }

    /** How often each store was sent the hot product. */
    List<Long> writes() {
        return stores.stream()
                .map(store -> store.store().writes().stream()
                        .filter(write -> write.sku().equals(hot.sku()))
                        .count())
                .toList();
    }

    void forgetCalls() {
        stores.forEach(store -> store.store().clearCalls());
    }

    private static void waitUntil(long nanos) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= nanos);
    }
}
