package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.faults.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random changes to products through the API, by several clients at once; each has products of its own, so that it knows
 * which version is the newest. Each change writes its number into a text of the product.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final long DELETED = -1;

    private record Item(long id, String sku, boolean isVariant) {}

    private final Insisting calls;
    private final String prefix;
    private final Random random;
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final List<List<Item>> items = new ArrayList<>();
    private final List<Long> images = new ArrayList<>();
    private long attribute;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> running = new ArrayList<>();

    Load(Insisting calls, String prefix, Random random) {
        this.calls = calls;
        this.prefix = prefix;
        this.random = random;
        for (int client = 0; client < CLIENTS; client++) {
            items.add(new ArrayList<>());
        }
    }

    /** Makes simple products, in one upload, and a variable one with two variants for each client if asked for. */
    void make(int products, boolean variable) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < products; i++) {
            String sku = prefix + "-" + i;
            lines.append(body(sku, "\"price\":\"10.00\"")).append('\n');
            newest.put(sku, 1L);
        }
        calls.json("POST", "/products/bulk", lines.toString());
        String material = "{\"name\":\"Material %s\",\"type\":\"text\"}".formatted(prefix);
        attribute = calls.json("POST", "/attributes", material).path("id").asLong();
        for (int i = 0; i < 3; i++) {
            String image = "{\"url\":\"https://images.example/%s-%d.jpg\"}".formatted(prefix, i);
            images.add(calls.json("POST", "/assets", image).path("id").asLong());
        }
        int client = 0;
        for (JsonNode product : Catalogue.of(calls.program(), prefix + "-").products()) {
            if (newest.containsKey(product.path("sku").asText())) {
                items.get(client++ % CLIENTS).add(item(product));
            }
        }
        if (variable) {
            makeVariable();
        }
    }

    private void makeVariable() {
        String size = "{\"name\":\"Size %s\",\"type\":\"choice\",\"options\":[\"S\",\"M\"]}".formatted(prefix);
        long attribute = calls.json("POST", "/attributes", size).path("id").asLong();
        for (int client = 0; client < CLIENTS; client++) {
            String sku = prefix + "-V" + client;
            JsonNode parent = calls.json("POST", "/products", body(sku, "\"type\":\"variable\""));
            newest.put(sku, 1L);
            items.get(client).add(item(parent));
            for (String option : List.of("S", "M")) {
                String variant = ("{\"sku\":\"%s-%s\",\"name\":\"v\",\"status\":\"complete\",\"price\":\"7.00\","
                                + "\"description\":\"v1\",\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]}")
                        .formatted(sku, option, attribute, option);
                String path = "/products/" + parent.path("id").asLong() + "/variants";
                items.get(client).add(item(calls.json("POST", path, variant)));
                newest.put(sku + "-" + option, 1L);
            }
        }
    }

    private static Item item(JsonNode product) {
        return new Item(
                product.path("id").asLong(),
                product.path("sku").asText(),
                product.path("type").asText().equals("variant"));
    }

    private static String body(String sku, String more) {
        return "{\"sku\":\"%s\",\"name\":\"Name %s\",\"status\":\"complete\",\"shortDescription\":\"v1\",%s}"
                .formatted(sku, sku, more);
    }

    /** Begins so many changes; goes on in the background. */
    void start(int changes) {
        for (int client = 0; client < CLIENTS; client++) {
            List<Item> own = items.get(client);
            Random choices = new Random(random.nextLong());
            String name = prefix + "-N" + client + "-";
            running.add(clients.submit(() -> {
                while (begun.getAndIncrement() < changes
                        && !Thread.currentThread().isInterrupted()) {
                    change(own, choices, name);
                    done.incrementAndGet();
                }
            }));
        }
    }

    /** How many changes were answered. */
    int done() {
        running.stream().filter(Future::isDone).forEach(Load::get); // a failed client fails the test
        return done.get();
    }

    boolean isOver() {
        done();
        return running.stream().allMatch(Future::isDone);
    }

    /** One change to each product. @param through any node */
    void changeAll(Insisting through) {
        items.forEach(own -> own.forEach(item -> patch(through, item, new Random(random.nextLong()))));
    }

    private static void get(Future<?> client) {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void change(List<Item> own, Random choices, String name) {
        int dice = choices.nextInt(100);
        if (dice < 4) {
            String sku = name + own.size() + "-" + choices.nextInt(1_000_000);
            own.add(new Item(calls.create(sku, body(sku, "\"price\":\"3.00\"")), sku, false));
            newest.put(sku, 1L);
        } else if (dice < 6 && own.size() > 5) {
            Item gone = own.get(choices.nextInt(own.size()));
            if (!gone.isVariant() && !gone.sku().startsWith(prefix + "-V")) {
                calls.delete("/products/" + gone.id());
                newest.put(gone.sku(), DELETED);
                own.remove(gone);
            }
        } else {
            patch(calls, own.get(choices.nextInt(own.size())), choices);
        }
    }

    private void patch(Insisting through, Item item, Random choices) {
        long version = newest.getOrDefault(item.sku(), 0L) + 1;
        String text = item.isVariant() ? "description" : "shortDescription";
        StringBuilder body = new StringBuilder("{\"%s\":\"v%d\"".formatted(text, version));
        boolean parent = !item.isVariant() && item.sku().startsWith(prefix + "-V");
        if (!parent) {
            body.append(",\"price\":\"%d.%02d\"".formatted(1 + choices.nextInt(90), choices.nextInt(100)));
        }
        if (choices.nextInt(10) < 3) {
            body.append(",\"stockQuantity\":").append(choices.nextInt(50));
        }
        if (choices.nextInt(10) < 1 && !item.isVariant()) {
            body.append(",\"name\":\"Name & more %d\"".formatted(choices.nextInt(9)));
            body.append(",\"tags\":[\"tag %d\"]".formatted(choices.nextInt(5)));
        }
        if (choices.nextInt(10) < 3 && !item.isVariant()) {
            body.append(details(parent, choices));
        }
        through.json("PATCH", "/products/" + item.id(), body.append('}').toString());
        newest.put(item.sku(), version);
    }

    /** Each may be taken away again: every third value is none. */
    private String details(boolean parent, Random choices) {
        List<String> fields = new ArrayList<>();
        fields.add("\"description\":" + maybe("\"Text %d\"", choices));
        fields.add("\"weight\":" + maybe("\"%d.25\"", choices));
        fields.add("\"dimensions\":{\"length\":%s,\"width\":%s,\"height\":\"3\"}"
                .formatted(maybe("\"%d.5\"", choices), maybe("\"%d\"", choices)));
        fields.add("\"categories\":" + list("\"Things > Shelf %d\"", choices));
        int image = choices.nextInt(images.size() + 1);
        fields.add("\"assets\":" + images.subList(0, image));
        if (!parent) {
            fields.add("\"salePrice\":" + maybe("\"0.%d\"", choices)); // below any price
            fields.add("\"attributes\":[{\"attributeId\":%d,\"value\":%s}]"
                    .formatted(attribute, maybe("\"Wool %d\"", choices)));
        }
        return "," + String.join(",", fields);
    }

    private static String maybe(String format, Random choices) {
        int value = choices.nextInt(3);
        return value == 0 ? "null" : format.formatted(value);
    }

    private static String list(String format, Random choices) {
        int value = choices.nextInt(3);
        return value == 0 ? "[]" : "[" + format.formatted(value) + "]";
    }

    /** Changes that were acknowledged and that the catalogue itself does not show. */
    List<Difference> lostFrom(Catalogue catalogue) {
        Map<String, Long> shown = new ConcurrentHashMap<>();
        catalogue.products().forEach(product -> {
            shown.put(product.path("sku").asText(), version(product, "shortDescription"));
            product.path("variants").forEach(v -> shown.put(v.path("sku").asText(), version(v, "description")));
        });
        List<Difference> lost = new ArrayList<>();
        newest.forEach((sku, version) -> {
            long found = shown.getOrDefault(sku, DELETED);
            if (found != version) {
                lost.add(new Difference(Kind.FIELD, "the catalogue", sku, "version", "v" + version, "v" + found));
            }
        });
        return lost;
    }

    private static long version(JsonNode product, String field) {
        String text = product.path(field).asText();
        return text.matches("v\\d+") ? Long.parseLong(text.substring(1)) : 0;
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
