package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Two nodes on one database. The first claims changes and is stopped somewhere between claim and settlement; the second
 * brings newer ones when the lease is over; then the first wakes up and finds out.
 */
final class PausedHolder implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final World world;
    private final Node second;
    private final Random random;
    private final Insisting throughFirst;
    private final Insisting throughSecond;
    private final Sale sale;
    private final Load load;
    private final String rows;
    private int takenBack;
    private int rounds;

    PausedHolder(World world, Node second, List<Shop> shops) {
        this.world = world;
        this.second = second;
        this.random = world.random("F7");
        this.throughFirst = new Insisting(world.first);
        this.throughSecond = new Insisting(second);
        this.sale = new Sale(throughSecond, "F7", shops);
        this.load = new Load(throughSecond, "F7", random);
        this.rows = " FROM woocommerce_product_sync WHERE connection_id = "
                + sale.stores().get(0).id();
        load.make(world.scale.of(20, 40), false);
        sale.awaitQuiet(PATIENCE);
        CrashIT.slow(sale, 200, 10);
    }

    /** So many rounds in each of which the first was stopped with rows in its hands. */
    void pauseAndWake(int wanted) throws Exception {
        for (int tries = 0; rounds < wanted; tries++) {
            assertThat(tries).as("tries for %d rounds", rounds).isLessThan(5 * wanted);
            if (pausedAndWoken()) {
                rounds++;
            }
        }
        world.say("7", "rounds; old writes that arrived late and were taken back", "%d; %d", rounds, takenBack);
    }

    /** @return whether the first held anything when it stood still */
    private boolean pausedAndWoken() throws Exception {
        second.program().signal("STOP");
        load.changeAll(throughFirst);
        await("rows claimed by the first")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> held() > 0);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
        world.first.program().signal("STOP");
        boolean holds = held() > 0; // the second stands still as well, so it is nobody else
        second.program().signal("CONT");
        load.changeAll(throughSecond);
        sale.awaitQuiet(PATIENCE);
        List<String> settled = settled();

        world.first.program().signal("CONT");
        await("the round of the first is over").atMost(PATIENCE).until(this::firstIsIdle);
        sale.awaitQuiet(PATIENCE);

        assertThat(settled()).isEqualTo(settled);
        assertThat(load.lostFrom(sale.catalogue())).isEmpty();
        // what was on its way when it was stopped may arrive late: then the newest must have come after it
        List<String> found = sale.differences();
        takenBack = found.size();
        assertThat(found).allMatch(difference -> difference.startsWith("backwards"));
        return holds;
    }

    private long held() throws SQLException {
        return world.postgres.number("SELECT count(*)" + rows + " AND lease_token IS NOT NULL");
    }

    /** What a settlement writes; not {@code wanted}, which the loser of a lease raises so that the last word is ours. */
    private List<String> settled() throws SQLException {
        return world.postgres.rows(
                "SELECT concat_ws(' ', product_id, woo_product_id, wanted - synced, lease_token, error_code, field_hashes)"
                        + rows + " AND product_id <> " + sale.fenceId() + " ORDER BY id");
    }

    /** Its own word, over JMX: no delivery of the store is under way in that process. */
    private boolean firstIsIdle() throws IOException {
        String read = """
                {"type":"read","attribute":"ExchangesInflight",
                 "mbean":"org.apache.camel:context=caravan,type=routes,name=\\"store-%d\\""}
                """.formatted(sale.stores().get(0).id());
        return world.first.program().jolokia(read).asLong(-1) == 0;
    }

    /** Both go on, whatever happened. */
    @Override
    public void close() throws Exception {
        world.first.program().signal("CONT");
        second.program().signal("CONT");
        load.close();
        sale.close();
    }
}
