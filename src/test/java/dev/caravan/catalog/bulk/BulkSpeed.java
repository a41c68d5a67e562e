package dev.caravan.catalog.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.CatalogTest;
import dev.caravan.testing.Api;
import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Not part of the normal run: {@code ./mvnw test -Dtest=BulkSpeed -Dunit.tests.jvm=}. */
@Tag("benchmark")
@CatalogTest
class BulkSpeed {

    private static final int PRODUCTS = 100_000;

    @Autowired
    Api api;

    @Test
    void takesInAHundredThousandProducts(@TempDir Path folder) throws Exception {
        report("create", upload(write(folder, "10.00")));
        report("change", upload(write(folder, "11.00")));
        report("leave alone", upload(write(folder, "11.00")));
    }

    private double upload(Path file) throws Exception {
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        long start = System.nanoTime();
        var answer = api.send("POST", "/products/bulk", "application/x-ndjson", BodyPublishers.ofFile(file))
                .expect(200);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(answer.json().path("refused").asInt()).isZero();
        return seconds;
    }

    private static void report(String what, double seconds) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "%s: %.0f products/s, %.1f s, peak heap %d MB of %d MB%n",
                what,
                PRODUCTS / seconds,
                seconds,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private Path write(Path folder, String price) throws Exception {
        Path file = folder.resolve(price + ".ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < PRODUCTS; i++) {
                out.write("{\"sku\": \"speed-" + i + "\", \"name\": \"A product with the number " + i
                        + "\", \"status\": \"complete\", \"price\": \"" + price + "\", \"stockQuantity\": " + i % 100
                        + ", \"description\": \"" + "Some words that describe it. ".repeat(10)
                        + "\", \"categories\": [\"Category " + i % 50 + " > Sub " + i % 7
                        + "\"], \"tags\": [\"a\", \"b\"]}\n");
            }
        }
        return file;
    }
}
