package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.testing.SlowTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two months of a store's life with a turned clock: whatever is written once a change is deleted again in the end. */
@SlowTest
@Timeout(120)
class LongLifeTest {

    private static final Duration STEP = Duration.ofDays(1);
    private static final int STEPS_KEPT = Given.SETTINGS.historyDays();
    private static final List<String> GROWING =
            List.of("sync_log", "dead_letter", "export_job", "export_item", "product_event", "claim");

    private static final int ROWS_A_STEP = 10;

    private final SyncTable table = SyncTable.create();

    @Test
    void nothingGrows() {
        table.products(6);
        for (long product = 1; product <= 6; product++) {
            table.link(product);
        }
        live(STEPS_KEPT + 2);
        Map<String, Long> before = rows();

        live(STEPS_KEPT);

        assertThat(before).containsEntry("product_event", 0L).containsEntry("claim", 0L);
        assertThat(before.get("sync_log")).isGreaterThan(4L * STEPS_KEPT);
        assertThat(before.get("dead_letter")).isGreaterThan(STEPS_KEPT / 2);
        Map<String, Long> after = rows();
        assertThat(after.remove("sync_log")).isLessThan(before.remove("sync_log") + 4 * ROWS_A_STEP);
        assertThat(after).isEqualTo(before);
        assertThat(table.count("woocommerce_product_sync")).isEqualTo(6);
        assertThat(table.jdbc
                        .sql("SELECT count(*) FROM woocommerce_product_sync WHERE lease_token IS NOT NULL")
                        .query(Long.class)
                        .single())
                .as("every lease has ended")
                .isZero();
    }

    /** Each step some changes land, one is refused and lands later, a holder vanishes, and an export ends. */
    private void live(int steps) {
        for (int step = 0; step < steps; step++) {
            for (long product = 1; product <= 4; product++) {
                table.event(product, "updated");
            }
            table.claims.beginCalls(table.claim(document("name", "n" + step)));
            table.holdersVanish(); // in their calls
            Delivery again = table.claim(document("name", "n" + step));
            table.taken(again.with(plans(again, p -> p.row().productId() != 4)));
            refuse(again, plans(again, p -> p.row().productId() == 4));
            table.pass(Duration.ofMinutes(2));
            table.event(4, "updated");
            table.taken(table.claim(document("name", "m" + step)));
            table.export(true, 5L, 6L);
            table.taken(table.claim(document("name", "e" + step)));
            table.pass(STEP.minusMinutes(2).minus(Given.SETTINGS.lease()).minusSeconds(1));
            Scheduled.prune(table.camel());
        }
    }

    /** Some of a claim: by product, as a claim has them in no order. */
    private static List<Plan> plans(Delivery claimed, Predicate<Plan> which) {
        return claimed.plans().stream().filter(which).toList();
    }

    private void refuse(Delivery delivery, List<Plan> plans) {
        table.settling.write(
                new SettlementContext(Given.store(), delivery.token(), 400, 5),
                plans.stream()
                        .map(p -> Given.OUTCOMES.dead(p, "bad", "The store does not take it"))
                        .toList());
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        GROWING.forEach(name -> rows.put(name, table.count(name)));
        return rows;
    }
}
