package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.faults.Sale.Connected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes at a steady pace, each to the next of some products, and how long each takes to a store. It takes part in the
 * suite's counting of versions ({@link JournalCheck}).
 */
final class SteadyChanges {

    private static final Duration PACE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** @param sent when its call began */
    record Change(String sku, long version, Instant sent) {}

    private final Insisting calls;
    private final List<JsonNode> products;
    private final Map<String, Long> newest = new HashMap<>();
    private int next;

    private SteadyChanges(Insisting calls, List<JsonNode> products) {
        this.calls = calls;
        this.products = products;
        products.forEach(product -> newest.put(product.path("sku").asText(), 1L));
    }

    /** With new products, made in one upload. */
    static SteadyChanges of(Insisting calls, String prefix, int products) {
        make(calls, prefix, products);
        return new SteadyChanges(
                calls, Catalogue.of(calls.program(), prefix + "-").products());
    }

    /** Makes simple products, in one upload. */
    static void make(Insisting calls, String prefix, int products) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < products; i++) {
            lines.append(("{\"sku\":\"%s-%06d\",\"name\":\"Steady\",\"status\":\"complete\",\"price\":\"10.00\","
                            + "\"shortDescription\":\"v1\"}\n")
                    .formatted(prefix, i));
        }
        calls.json("POST", "/products/bulk", lines.toString());
    }

    /** Changes for so long. A call that is slow does not make the next ones fewer. */
    List<Change> go(Duration time) {
        List<Change> changes = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < time.dividedBy(PACE); i++) {
            long due = began + i * PACE.toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            changes.add(change(products.get(next++ % products.size())));
        }
        return changes;
    }

    private Change change(JsonNode product) {
        String sku = product.path("sku").asText();
        long version = newest.merge(sku, 1L, Long::sum);
        Instant sent = Instant.now();
        calls.json(
                "PATCH",
                "/products/" + product.path("id").asLong(),
                "{\"shortDescription\":\"v%d\",\"price\":\"%d.50\"}".formatted(version, version));
        return new Change(sku, version, sent);
    }

    /** Waits until each store shows every change, or a newer one of the same product. @return how long each took to each */
    static Delays delays(List<Change> changes, List<Connected> stores) {
        List<Delays> each = new ArrayList<>();
        for (Connected store : stores) {
            await("every change in " + store.shop())
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .until(() -> hasAll(changes, store, each));
        }
        return Delays.pooled(each);
    }

    private static boolean hasAll(List<Change> changes, Connected store, List<Delays> each) {
        Map<String, TreeMap<Long, Instant>> arrived = arrivals(store.shop());
        List<Instant> arrivals = new ArrayList<>();
        for (Change change : changes) {
            Map.Entry<Long, Instant> arrival =
                    arrived.getOrDefault(change.sku(), new TreeMap<>()).ceilingEntry(change.version());
            if (arrival == null) {
                return false;
            }
            arrivals.add(arrival.getValue());
        }
        double[] millis = new double[changes.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = Duration.between(changes.get(i).sent(), arrivals.get(i)).toNanos() / 1e6;
        }
        each.add(Delays.of(Arrays.stream(millis)));
        return true;
    }

    /** When each version of each product first was in the store. */
    private static Map<String, TreeMap<Long, Instant>> arrivals(Shop shop) {
        Map<String, TreeMap<Long, Instant>> arrivals = new HashMap<>();
        for (JsonNode write : shop.journal().path("writes")) {
            String text = write.path("fields").path("short_description").asText();
            if (text.matches("v\\d+")) {
                arrivals.computeIfAbsent(write.path("sku").asText(), sku -> new TreeMap<>())
                        .putIfAbsent(
                                Long.valueOf(text.substring(1)),
                                Instant.parse(write.path("applied_at").asText()));
            }
        }
        return arrivals;
    }
}
