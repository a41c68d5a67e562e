package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kept figures of a store are those that counting its rows finds, whatever has happened. */
@SlowTest
@Timeout(60)
class SyncCountsTest {

    private static final int PRODUCTS = 40;
    private static final Document SENT = document("name", "n", "regular_price", "10", "images", "a");

    private static final String FIGURES = """
            SELECT coalesce(sum(linked), 0) AS linked, coalesce(sum(pending), 0) AS pending, coalesce(sum(error), 0) AS error,
                   coalesce(sum(off), 0) AS off, coalesce(sum(images_pending), 0) AS images_pending,
                   coalesce(sum(images_error), 0) AS images_error
            FROM sync_count""";

    private static final String COUNTED = """
            SELECT count(*) FILTER (WHERE lane = 'main')::numeric AS linked,
                   count(*) FILTER (WHERE lane = 'main' AND wanted > synced)::numeric AS pending,
                   count(*) FILTER (WHERE lane = 'main' AND wanted <= synced AND error_code IS NOT NULL)::numeric AS error,
                   count(*) FILTER (WHERE lane = 'main' AND NOT auto_sync)::numeric AS off,
                   count(*) FILTER (WHERE lane = 'images' AND wanted > synced)::numeric AS images_pending,
                   count(*) FILTER (WHERE lane = 'images' AND wanted <= synced AND error_code IS NOT NULL)::numeric AS images_error
            FROM woocommerce_product_sync""";

    private final SyncTable table = SyncTable.create();

    @Test
    void areRightAfterARandomHistory() {
        table.products(PRODUCTS);
        table.link(1, 20);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int step = 0; step < 150; step++) {
            step(random);
            if (step % 10 == 0) {
                assertThat(figures()).as("seed %s, step %s", seed, step).isEqualTo(counted());
            }
        }
        merge();
        assertThat(figures()).as("seed %s", seed).isEqualTo(counted());
        assertThat(table.count("sync_count")).isLessThanOrEqualTo(1);
    }

    private void step(Random random) {
        long product = 1 + random.nextInt(PRODUCTS);
        switch (random.nextInt(10)) {
            case 0, 1 -> table.event(product, "updated");
            case 2 -> table.export(random.nextBoolean(), product, 1L + random.nextInt(PRODUCTS));
            case 3, 4 -> table.taken(table.claim(SENT));
            case 5 -> table.refuse(table.claim(SENT));
            case 6 -> unlink(product);
            case 7 ->
                table.jdbc
                        .sql("UPDATE woocommerce_product_sync SET auto_sync = NOT auto_sync WHERE product_id = :id")
                        .param("id", product)
                        .update();
            case 8 -> merge();
            default -> table.pass(Duration.ofSeconds(2));
        }
    }

    private void unlink(long product) {
        table.jdbc
                .sql("DELETE FROM woocommerce_product_sync WHERE product_id = :id")
                .param("id", product)
                .update();
    }

    @Test
    void areNotChangedByWhatIsRolledBack() {
        table.products(3);
        table.link(1, 3);
        Map<String, Object> before = figures();

        assertThatThrownBy(() -> table.transaction.executeWithoutResult(status -> {
                    table.jdbc
                            .sql("UPDATE woocommerce_product_sync SET wanted = wanted + 1")
                            .update();
                    assertThat(figures()).isEqualTo(counted()).isNotEqualTo(before);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");

        assertThat(figures()).isEqualTo(before).isEqualTo(counted());
    }

    @Test
    void areRightWhenManyChangeAndMergeAtOnce() {
        table.products(PRODUCTS);
        table.link(1, PRODUCTS);
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 15; n++) {
                        table.jdbc
                                .sql(
                                        "UPDATE woocommerce_product_sync SET wanted = wanted + 1 WHERE product_id % 8 = :writer")
                                .param("writer", writer)
                                .update();
                        merge();
                        table.jdbc
                                .sql(
                                        "UPDATE woocommerce_product_sync SET synced = wanted, error_code = :error WHERE product_id % 8 = :writer")
                                .param("writer", writer)
                                .param("error", n % 2 == 0 ? "x" : null)
                                .update();
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);

        assertThat(figures()).isEqualTo(counted());
        merge();
        assertThat(figures()).isEqualTo(counted());
    }

    @Test
    void goWithTheirConnection() {
        table.products(3);
        table.link(1, 3);
        merge();

        table.jdbc.sql("DELETE FROM connection").update();
        merge();

        assertThat(table.count("sync_count")).isZero();
    }

    private void merge() {
        table.jdbc
                .sql(new dev.caravan.platform.Sql(table.jdbc).text("sync/merge-sync-counts"))
                .update();
    }

    private Map<String, Object> figures() {
        return table.jdbc.sql(FIGURES).query().singleRow();
    }

    private Map<String, Object> counted() {
        return table.jdbc.sql(COUNTED).query().singleRow();
    }
}
