package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of docs/figures.md, in one run on the packed jar: {@code ./mvnw verify -Pfigures}. Asserts nothing of speed. */
@Tag("benchmark")
class FiguresIT {

    private static final String WOO = "/integration/woocommerce";
    private static final int SAMPLES = 200;
    private static final Map<String, String> SETTINGS = Map.of(
            "CARAVAN_ADMIN_PASSWORD", "figures-figures",
            "CARAVAN_DEMO", "false",
            "CARAVAN_STORE_ALLOW_PRIVATE", "127.0.0.0/8");

    @TempDir
    Path data;

    private final List<String> report = new ArrayList<>();
    private final List<SandboxStore> stores = new ArrayList<>();

    @Test
    void measure() throws Exception {
        int port = Program.freePort();
        long began = System.nanoTime();
        try (Program first = Program.start(data, port, "figures-figures", SETTINGS)) {
            first.awaitReady();
            say("java -jar to ready, first start", "%.1f s", seconds(began));
        }
        began = System.nanoTime();
        try (Program program = Program.start(data, port, "figures-figures", SETTINGS)) {
            program.awaitReady();
            say("java -jar to ready, next start", "%.1f s", seconds(began));
            measure(program);
        } finally {
            stores.forEach(SandboxStore::close);
        }
        System.out.println("| figure | value |\n|---|---|\n" + String.join("\n", report));
    }

    private void measure(Program program) throws Exception {
        for (int i = 0; i < 10; i++) {
            connect(program);
        }
        long unlinked = product(program, "FIGURE-0");
        long inOne = product(program, "FIGURE-1");
        long inTen = product(program, "FIGURE-10");
        export(program, 1, List.of(inOne));
        for (int store = 1; store <= 10; store++) {
            export(program, store, List.of(inTen));
        }
        patchTimes(program, unlinked, 2 * SAMPLES); // warms up
        patchTimes(program, inTen, SAMPLES);
        for (int round = 1; round <= 2; round++) {
            say("PATCH with 0 linked stores, round " + round, "p50 %s, p99 %s", patchTimes(program, unlinked, SAMPLES));
            say("PATCH with 1 linked store, round " + round, "p50 %s, p99 %s", patchTimes(program, inOne, SAMPLES));
            say("PATCH with 10 linked stores, round " + round, "p50 %s, p99 %s", patchTimes(program, inTen, SAMPLES));
        }
        say(
                "PATCH with 10 linked stores, each delivered before the next",
                "p50 %s, p99 %s",
                calmPatchTimes(program, inTen));
        say("PATCH with 0 linked stores, at the same pace", "p50 %s, p99 %s", calmPatchTimes(program, unlinked));
        say("change to visible in a sandbox store", "p50 %s, p99 %s", visible(program, 1, "FIGURE-1", inOne));
        update1000In3(program);
        behind100000(program, inOne);
    }

    private Object[] patchTimes(Program program, long product, int samples) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            long began = System.nanoTime();
            program.send(
                    "PATCH", "/products/" + product, "{\"price\":\"" + (10 + i % 50) + "." + (10 + i % 89) + "\"}");
            nanos.add(System.nanoTime() - began);
        }
        return percentiles(nanos);
    }

    /** Deliveries share the two cores with the requests here; so none is under way. */
    private Object[] calmPatchTimes(Program program, long product) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long began = System.nanoTime();
            program.send("PATCH", "/products/" + product, "{\"price\":\"" + (200 + i) + ".10\"}");
            nanos.add(System.nanoTime() - began);
            await().pollInterval(Duration.ofMillis(5)).until(() -> settled(program, 10));
        }
        return percentiles(nanos);
    }

    private Object[] visible(Program program, int store, String sku, long product) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String price = (100 + i) + ".50";
            long began = System.nanoTime();
            program.send("PATCH", "/products/" + product, "{\"price\":\"" + price + "\"}");
            while (!stores.get(store - 1)
                    .productBySku(sku)
                    .orElseThrow()
                    .path("regular_price")
                    .asText()
                    .equals(price)) {
                Thread.onSpinWait();
            }
            nanos.add(System.nanoTime() - began);
            // one change at a time: what changes during its delivery waits for half a second
            await().pollInterval(Duration.ofMillis(5)).until(() -> synced(program, store, product));
        }
        return percentiles(nanos);
    }

    private void update1000In3(Program program) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            lines.append("{\"sku\":\"K-%04d\",\"name\":\"Product %d\",\"status\":\"complete\",\"price\":\"10.00\"}\n"
                    .formatted(i, i));
        }
        program.send("POST", "/products/bulk", lines.toString());
        for (int store = 1; store <= 3; store++) {
            String body = "{\"connectionId\":%d,\"filter\":{\"search\":\"K-\"}}".formatted(store);
            program.send("POST", WOO + "/connections/export", body);
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> settled(program, 3));
        stores.forEach(SandboxStore::clearCalls);
        long began = System.nanoTime();
        program.send("POST", "/products/bulk", lines.toString().replace("10.00", "11.00"));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stores.subList(0, 3).stream()
                        .allMatch(store -> store.writes().size() == 1000));
        long calls = stores.stream().mapToLong(SandboxStore::callCount).sum();
        say("1,000 products x 3 stores updated", "%.1f s, %d HTTP calls", seconds(began), calls);
    }

    private void behind100000(Program program, long inOne) throws IOException {
        long inFour = product(program, "FIGURE-4");
        export(program, 4, List.of(inFour));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append(
                    "{\"sku\":\"M-%06d\",\"name\":\"Product %d\",\"status\":\"complete\",\"price\":\"10.00\",\"description\":\"A product of the figures\"}\n"
                            .formatted(i, i));
        }
        long began = System.nanoTime();
        JsonNode made = program.send("POST", "/products/bulk", lines.toString());
        assertThat(made.path("created").asInt()).isEqualTo(100_000);
        say("POST /products/bulk, 100,000 new products", "%.0f products/s", 100_000 / seconds(began));
        program.send("POST", WOO + "/connections/4/pause", "{}");
        began = System.nanoTime();
        program.send("POST", WOO + "/connections/export", "{\"connectionId\":4,\"filter\":{\"search\":\"M-\"}}");
        say("export of 100,000 products accepted", "%.1f s", seconds(began));
        say("100,000 rows behind", "heap %d MB, RSS %d MB (-Xmx512m)", program.heapMegabytes(), program.rssMegabytes());
        stores.forEach(SandboxStore::clearCalls);
        began = System.nanoTime();
        program.send("POST", WOO + "/connections/4/resume", "{}");
        await().until(() -> stores.get(3).callCount() > 10);
        say("meanwhile, change to visible in another store", "p50 %s, p99 %s", visible(program, 1, "FIGURE-1", inOne));
        say("meanwhile, change to visible in this store", "p50 %s, p99 %s", visible(program, 4, "FIGURE-4", inFour));
        assertThat(settled(program, 4))
                .as("the two rows above were measured under load")
                .isFalse();
        await().atMost(Duration.ofMinutes(5)).until(() -> settled(program, 4));
        say(
                "100,000 creates to one sandbox store without latency, batches of 50",
                "%.0f products/s, heap %d MB, RSS %d MB",
                100_000 / seconds(began),
                program.heapMegabytes(),
                program.rssMegabytes());
    }

    private static boolean synced(Program program, int store, long product) {
        return program.get(WOO + "/connections/" + store + "/sync-status?productIds=" + product)
                .at("/data/0/syncStatus")
                .asText()
                .equals("synced");
    }

    private static boolean settled(Program program, int connection) {
        for (int store = 1; store <= connection; store++) {
            if (program.get(WOO + "/connections/" + store + "/stats")
                            .path("pendingProducts")
                            .asInt()
                    > 0) {
                return false;
            }
        }
        return true;
    }

    private void connect(Program program) {
        SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Figures"));
        stores.add(store);
        program.send(
                "POST",
                WOO + "/connections",
                "{\"storeName\":\"Figures %d\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                        .formatted(stores.size(), store.url(), store.consumerKey(), store.consumerSecret()));
    }

    private static long product(Program program, String sku) {
        JsonNode made = program.send(
                "POST",
                "/products",
                "{\"sku\":\"%s\",\"name\":\"%s\",\"status\":\"complete\",\"price\":\"1.00\"}".formatted(sku, sku));
        return made.path("id").asLong();
    }

    private static void export(Program program, int connection, List<Long> products) {
        program.send(
                "POST",
                WOO + "/connections/export",
                "{\"connectionId\":%d,\"productIds\":%s}".formatted(connection, products));
    }

    private static Object[] percentiles(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Object[] {millis(sorted.get(sorted.size() / 2)), millis(sorted.get(sorted.size() * 99 / 100))};
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private void say(String figure, String format, Object... values) {
        String row = "| " + figure + " | " + String.format(Locale.ROOT, format, values) + " |";
        System.out.println(row); // at once: a run that is cut off keeps what it measured
        report.add(row);
    }
}
