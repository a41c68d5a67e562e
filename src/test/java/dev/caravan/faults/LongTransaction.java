package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Somebody else's transaction is held open for long: it has looked at everything, holds a product and the sync row of another
 * one. The others go on as without it, and those two come after it.
 */
final class LongTransaction implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PROMPT = Duration.ofSeconds(8);
    /** What a call may wait for a lock, and a bit. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    private record Timed(HttpResponse<String> answer, Duration time) {}

    private final World world;
    private final Insisting calls;
    private final Sale sale;
    private final List<String> products;
    private int version = 1;

    LongTransaction(World world, List<Shop> shops) throws SQLException {
        this.world = world;
        this.calls = new Insisting(world.first);
        this.sale = new Sale(calls, "F11L", shops);
        try (Load load = new Load(calls, "F11L", world.random("F11L"))) {
            load.make(world.scale.of(20, 200), false);
        }
        sale.awaitQuiet(PATIENCE);
        products = world.postgres.rows(
                "SELECT id FROM product WHERE sku LIKE 'F11L-%' AND sku <> 'F11L-FENCE' ORDER BY id");
    }

    void delaysOnlyWhatItLocks() throws Exception {
        String heldProduct = products.get(0);
        String heldRow = products.get(1);
        List<String> others = products.subList(2, products.size());
        Duration without = changed(others);
        Duration with;
        try (Connection held = world.postgres.connect();
                Statement statement = held.createStatement()) {
            held.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            held.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM product_event");
            statement.execute("SELECT 1 FROM product WHERE id = " + heldProduct + " FOR UPDATE");
            statement.execute("SELECT 1 FROM woocommerce_product_sync WHERE product_id = " + heldRow + " FOR UPDATE");
            CompletableFuture<Timed> refused = CompletableFuture.supplyAsync(() -> change(heldProduct));
            assertThat(change(heldRow).answer().statusCode()).isEqualTo(200);
            with = changed(others);

            assertThat(with).isLessThan(without.multipliedBy(2).plus(PROMPT));
            Timed answer = refused.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer.time()).isLessThan(ANSWERS_WITHIN);
            assertThat(answer.answer().statusCode()).isEqualTo(503);
            assertThat(answer.answer().headers().firstValue("Retry-After")).isPresent();
            assertThat(world.first.ask("GET", "/actuator/health", null).body()).contains("\"lock\":");
            assertThat(shown("v" + version)).isEqualTo(others.size());
            held.rollback();
        }
        Duration after = changed(products);
        assertThat(after).isLessThan(without.multipliedBy(2).plus(PROMPT));
        sale.awaitQuiet(PATIENCE);
        assertThat(sale.differences()).isEmpty();
        world.say(
                "11",
                "a transaction holds two of so many products: changed until shown without it, beside it, after it",
                "%d: %d ms, %d ms, %d ms",
                products.size(),
                without.toMillis(),
                with.toMillis(),
                after.toMillis());
    }

    private Timed change(String product) {
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer = world.first.ask(
                    "PATCH", "/products/" + product, "{\"shortDescription\":\"v%d\"}".formatted(version));
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return from the first change until the store shows all of them */
    private Duration changed(List<String> some) {
        version++;
        long began = System.nanoTime();
        some.forEach(product ->
                calls.json("PATCH", "/products/" + product, "{\"shortDescription\":\"v%d\"}".formatted(version)));
        await("changes in the store")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> shown("v" + version) >= some.size());
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private long shown(String text) {
        return sale.stores().get(0).shop().all("products?status=any").stream()
                .filter(product -> product.path("sku").asText().startsWith("F11L-"))
                .filter(product -> product.path("short_description").asText().equals(text))
                .filter(product -> !product.path("sku").asText().equals("F11L-FENCE"))
                .count();
    }

    @Override
    public void close() {
        sale.close();
    }
}
