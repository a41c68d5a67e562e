package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.platform.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A snapshot that is held open keeps what was changed and deleted since: a store's due rows and the open events are to be
 * found among a great many of the dead. Then the snapshot goes.
 */
final class DeadTuples implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration USABLE = Duration.ofSeconds(5);
    private static final int PASSES = 5;
    private static final int DEAD_EACH = 2;

    private final World world;
    private final Insisting calls;
    private final Sale sale;
    private final long connection;
    private final String storeUrl;
    private int version = 1;

    private record Pace(Duration claim, Duration fanOut, Duration change) {

        @Override
        public String toString() {
            return "%d ms, %d ms, %d ms".formatted(claim.toMillis(), fanOut.toMillis(), change.toMillis());
        }
    }

    DeadTuples(World world, List<Shop> shops) {
        this.world = world;
        this.calls = new Insisting(world.first);
        this.sale = new Sale(calls, "F11D", shops);
        this.connection = sale.stores().get(0).id();
        this.storeUrl = sale.stores().get(0).shop().url().toString();
    }

    /** @param dead of each table */
    void leaveTheQueueUsable(int dead) throws SQLException {
        sale.awaitQuiet(PATIENCE);
        insertRows(dead / PASSES / DEAD_EACH);
        Pace before = pace();
        Pace among;
        try (Connection snapshot = world.postgres.connect()) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(snapshot, true))
                    .sql("SELECT count(*) FROM product")
                    .query(Long.class)
                    .single();
            for (int pass = 0; pass < PASSES; pass++) {
                markPendingAndSettleAll();
            }
            eventsComeAndGo(dead);
            await("dead tuples in both tables").atMost(PATIENCE).until(() -> deadTuples() >= dead * 9L / 10);
            among = pace();
            snapshot.rollback();
        }
        assertThat(among.claim()).isLessThan(USABLE);
        assertThat(among.fanOut()).isLessThan(USABLE);
        assertThat(among.change()).isLessThan(USABLE.multipliedBy(3));
        await("as fast as before")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> claim().compareTo(before.claim().multipliedBy(3).plusMillis(20)) < 0);
        Pace after = pace();
        assertThat(sale.differences()).isEmpty();
        world.say(
                "11",
                "a claim, a fan-out, a change until it is shown: before, among %d dead tuples in each table, after"
                        .formatted(dead),
                "%s; %s; %s",
                before,
                among,
                after);
    }

    /** Linked products that nobody has, and of which nothing is pending. */
    private void insertRows(int rows) throws SQLException {
        world.postgres.execute("INSERT INTO woocommerce_product_sync"
                + " (account_id, connection_id, product_id, sku, wanted, synced, woo_product_id)"
                + " SELECT (SELECT min(id) FROM account), " + connection
                + ", 1000000000 + n, 'DEAD-' || n, 1, 1, 1000000000 + n"
                + " FROM generate_series(1, " + rows + ") n");
    }

    /** As their deliveries would, in one transaction: so nobody finds them due. */
    private void markPendingAndSettleAll() throws SQLException {
        String rows = " WHERE connection_id = " + connection + " AND product_id > 1000000000";
        world.postgres.execute(
                "BEGIN",
                "UPDATE woocommerce_product_sync SET wanted = wanted + 1, due_at = now() - interval '1 hour'" + rows,
                "UPDATE woocommerce_product_sync SET synced = wanted" + rows,
                "COMMIT");
    }

    private void eventsComeAndGo(int events) throws SQLException {
        world.postgres.execute(
                "BEGIN",
                "INSERT INTO product_event (account_id, product_id, kind) SELECT (SELECT min(id) FROM account),"
                        + " 1000000000 + n, 'updated' FROM generate_series(1, " + events + ") n",
                "DELETE FROM product_event WHERE product_id > 1000000000",
                "COMMIT");
    }

    private long deadTuples() throws SQLException {
        return world.postgres.number("SELECT min(n_dead_tup) FROM pg_stat_user_tables"
                + " WHERE relname IN ('woocommerce_product_sync', 'product_event')");
    }

    private Pace pace() throws SQLException {
        return new Pace(claim(), fanOut(), change());
    }

    /** The statement of a claim, while nothing is due: it looks everywhere. */
    private Duration claim() throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        return timed(jdbc -> jdbc.sql(new Sql(jdbc).text("sync/claim-due-rows").replace(":#", ":"))
                .param("connectionId", connection)
                .param("storeUrl", storeUrl)
                .param("size", 50)
                .param("imagesSize", 5)
                .param("oldestFirst", true)
                .param("overdue", now)
                .param("token", UUID.randomUUID())
                .param("node", "a test")
                .param("now", now)
                .param("leaseUntil", now)
                .query()
                .listOfRows());
    }

    private Duration fanOut() throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        return timed(jdbc -> new Sql(jdbc)
                .statement("sync/fan-out-events")
                .param("limit", 500)
                .param("busy", new Long[0])
                .param("now", now)
                .param("removeAt", now)
                .query()
                .listOfRows());
    }

    /** The middle one of five times, of which nothing is left. */
    private Duration timed(Consumer<JdbcClient> statement) throws SQLException {
        List<Duration> times = new ArrayList<>();
        try (Connection one = world.postgres.connect()) {
            one.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(one, true));
            for (int i = 0; i < 5; i++) {
                long began = System.nanoTime();
                statement.accept(jdbc);
                times.add(Duration.ofNanos(System.nanoTime() - began));
                one.rollback();
            }
        }
        times.sort(null);
        return times.get(2);
    }

    private Duration change() {
        String text = "v" + ++version;
        long began = System.nanoTime();
        calls.json("PATCH", "/products/" + sale.fenceId(), "{\"shortDescription\":\"%s\"}".formatted(text));
        await("a change in the store")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sale.stores()
                        .get(0)
                        .shop()
                        .rest("GET", "products?context=edit&sku=F11D-FENCE", null)
                        .path(0)
                        .path("short_description")
                        .asText()
                        .equals(text));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        sale.close();
    }
}
