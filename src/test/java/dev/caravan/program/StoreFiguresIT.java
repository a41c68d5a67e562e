package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sandbox.host.SandboxStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What deliveries cost a store, and how close they come to its own limit: {@code ./mvnw verify -Pfigures}. Asserts nothing
 * of speed.
 */
@Tag("benchmark")
class StoreFiguresIT {

    private static final String WOO = "/integration/woocommerce";
    private static final int PRODUCTS = 1_000;
    private static final Map<String, String> SETTINGS = Map.of(
            "CARAVAN_ADMIN_PASSWORD", "figures-figures",
            "CARAVAN_DEMO", "false",
            "CARAVAN_STORE_ALLOW_PRIVATE", "127.0.0.0/8");

    @TempDir
    Path data;

    /** Three images of each product, then one for each to be changed to. */
    private long[] assets = new long[0];

    private long[] attributes = new long[0];

    @Test
    void measure() throws Exception {
        try (Program program = Program.start(data, Program.freePort(), "figures-figures", SETTINGS);
                SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Figures"));
                SandboxStore slow = SandboxStore.start(SandboxSettings.forTests("Slow"))) {
            program.awaitReady();
            connect(program, store, "");
            connect(program, slow, ",\"concurrency\":4");
            calls(program, store);
            pace(program, slow);
            variants(program, store);
            lossy(program, slow);
        }
    }

    private void calls(Program program, SandboxStore store) {
        attributes = IntStream.range(0, 4)
                .mapToLong(
                        i -> id(program, "/attributes", "{\"name\":\"Attribute %d\",\"type\":\"text\"}".formatted(i)))
                .toArray();
        assets = IntStream.range(0, 4 * PRODUCTS)
                .mapToLong(i -> id(program, "/assets", "{\"url\":\"https://cdn.example/%d.jpg\"}".formatted(i)))
                .toArray();
        program.send("POST", "/products/bulk", lines(i -> product(i, "10.00", false)));
        export(program, 1);
        say("1,000 products, 3 images, 4 attributes, 2 categories: first export", store);
        program.send("POST", "/products/bulk", lines(i -> product(i, "11.00", false)));
        say("… then one price each", awaited(program, store, "regular_price"));
        export(program, 1, ",\"partialUpdate\":true");
        assertThat(store.callCount()).as("nothing has changed").isZero();
        say("… then nothing changed, exported again", store);
        program.send("POST", "/products/bulk", lines(i -> product(i, "11.00", true)));
        say("… then one image each", awaited(program, store, "images"));
    }

    private String product(int number, String price, boolean newImage) {
        String values = IntStream.range(0, 4)
                .mapToObj(
                        i -> "{\"attributeId\":%d,\"value\":\"Value %d\"}".formatted(attributes[i], (number + i) % 10))
                .collect(Collectors.joining(","));
        return ("{\"sku\":\"F-%04d\",\"name\":\"Product %d\",\"status\":\"complete\",\"price\":\"%s\","
                        + "\"description\":\"A product of the figures\",\"categories\":[\"Main > Sub %d\",\"Sale\"],"
                        + "\"attributes\":[%s],\"assets\":[%d,%d,%d]}")
                .formatted(
                        number,
                        number,
                        price,
                        number % 20,
                        values,
                        assets[3 * number],
                        assets[3 * number + 1],
                        newImage ? assets[3 * PRODUCTS + number] : assets[3 * number + 2]);
    }

    private void pace(Program program, SandboxStore slow) {
        program.send(
                "POST",
                "/products/bulk",
                lines(i -> ("{\"sku\":\"P-%04d\",\"name\":\"Product %d\","
                                + "\"status\":\"complete\",\"price\":\"10.00\"}")
                        .formatted(i, i)));
        String filter = "{\"connectionId\":2,\"filter\":{\"search\":\"P-\"}}";
        program.send("POST", WOO + "/connections/export", filter);
        await().atMost(Duration.ofMinutes(2)).until(() -> pending(program, 2) == 0);
        slow.faults()
                .latencyPerCall(Duration.ofMillis(60))
                .latencyPerItem(Duration.ofMillis(25))
                .workers(4);
        slow.clearCalls();
        long began = System.nanoTime();
        program.send("POST", WOO + "/connections/export", filter);
        await().atMost(Duration.ofMinutes(3)).until(() -> slow.writes().size() >= PRODUCTS);
        double seconds = (System.nanoTime() - began) / 1e9;
        List<SandboxCall> calls = pushes(slow);
        double limit = 4 * PRODUCTS / (calls.size() * 0.060 + PRODUCTS * 0.025);
        row(
                "1,000 updates, 60 ms + 25 ms an item, 4 workers",
                "%.0f products/s in %d batches; the store's own limit with these batches is %.0f"
                        .formatted(PRODUCTS / seconds, calls.size(), limit));
    }

    private void variants(Program program, SandboxStore store) {
        long option = id(program, "/attributes", "{\"name\":\"Option\",\"type\":\"text\"}");
        long parent = id(
                program,
                "/products",
                "{\"sku\":\"PARENT\",\"name\":\"Parent\",\"type\":\"variable\",\"status\":\"complete\"}");
        program.send(
                "POST",
                "/products/bulk",
                IntStream.range(0, 10_000)
                        .mapToObj(i ->
                                ("{\"sku\":\"V-%05d\",\"name\":\"Variant\",\"type\":\"variant\",\"parentProductId\":%d,"
                                                + "\"status\":\"complete\",\"price\":\"10.00\","
                                                + "\"attributes\":[{\"attributeId\":%d,\"value\":\"Option %d\"}]}")
                                        .formatted(i, parent, option, i))
                        .collect(Collectors.joining("\n")));
        store.clearCalls();
        long began = System.nanoTime();
        program.send("POST", WOO + "/connections/export", "{\"connectionId\":1,\"productIds\":[%d]}".formatted(parent));
        await().atMost(Duration.ofMinutes(5)).until(() -> pending(program, 1) == 0);
        long wooId = store.productBySku("PARENT").orElseThrow().path("id").asLong();
        assertThat(store.variations(wooId)).hasSize(10_000);
        row(
                "10,000 variants on one parent",
                "%d in the store after %.0f s, %d calls bring them; heap %d MB"
                        .formatted(
                                store.variations(wooId).size(),
                                (System.nanoTime() - began) / 1e9,
                                pushes(store).size(),
                                program.heapMegabytes()));
    }

    private void lossy(Program program, SandboxStore store) {
        store.faults().clear();
        store.faults().every(10, SandboxFault.dropAfterApplying(), SandboxScope.BATCHES);
        int before = store.productCount();
        program.send(
                "POST",
                "/products/bulk",
                IntStream.range(0, 10_000)
                        .mapToObj(i ->
                                "{\"sku\":\"L-%05d\",\"name\":\"Lossy\",\"status\":\"complete\",\"price\":\"10.00\"}"
                                        .formatted(i))
                        .collect(Collectors.joining("\n")));
        long began = System.nanoTime();
        program.send("POST", WOO + "/connections/export", "{\"connectionId\":2,\"filter\":{\"search\":\"L-\"}}");
        await().atMost(Duration.ofMinutes(10)).until(() -> pending(program, 2) == 0);
        long creates = store.writes().stream()
                .filter(write ->
                        write.sku().startsWith("L-") && write.operation().equals("create"))
                .count();
        assertThat(store.productCount() - before).isEqualTo(10_000);
        assertThat(creates).as("none twice").isEqualTo(10_000);
        row(
                "10,000 creates, every tenth answer lost after it was applied",
                "%d products, %d creates applied, %.0f s"
                        .formatted(store.productCount() - before, creates, (System.nanoTime() - began) / 1e9));
    }

    private static void connect(Program program, SandboxStore store, String settings) {
        program.send(
                "POST",
                WOO + "/connections",
                "{\"storeName\":\"%s\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"%s}"
                        .formatted(store.port(), store.url(), store.consumerKey(), store.consumerSecret(), settings));
    }

    private static long id(Program program, String path, String json) {
        return program.send("POST", path, json).path("id").asLong();
    }

    private static String lines(java.util.function.IntFunction<String> line) {
        return IntStream.range(0, PRODUCTS).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static void export(Program program, int connection) {
        export(program, connection, "");
    }

    private static void export(Program program, int connection, String settings) {
        program.send(
                "POST",
                WOO + "/connections/export",
                "{\"connectionId\":%d,\"filter\":{\"search\":\"F-\"}%s}".formatted(connection, settings));
        await().atMost(Duration.ofMinutes(5)).until(() -> pending(program, connection) == 0);
    }

    private static SandboxStore awaited(Program program, SandboxStore store, String field) {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> store.writes().stream()
                                .filter(write -> write.fields().has(field))
                                .count()
                        >= PRODUCTS);
        await().atMost(Duration.ofMinutes(5)).until(() -> pending(program, 1) == 0);
        return store;
    }

    private static long pending(Program program, int connection) {
        return program.get(WOO + "/connections/" + connection + "/stats")
                .path("pendingProducts")
                .asLong();
    }

    private static List<SandboxCall> pushes(SandboxStore store) {
        return store.calls().stream()
                .filter(call -> call.creates() + call.updates() > 0)
                .toList();
    }

    private static void say(String figure, SandboxStore store) {
        int bytes = store.calls().stream().mapToInt(SandboxCall::requestBytes).sum();
        int downloads = store.imageDownloads().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        row(
                figure,
                "%d calls (%d of them bring products), %d kB sent, %d image downloads"
                        .formatted(store.callCount(), pushes(store).size(), bytes / 1_000, downloads));
        store.clearCalls();
    }

    private static void row(String figure, String value) {
        System.out.println(String.format(Locale.ROOT, "| %s | %s |", figure, value));
    }
}
