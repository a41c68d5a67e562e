package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.call.WriteEvidence;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.io.ClassPathResource;

/** What goes first: changes that somebody waits for, then imports and exports of many, then what has failed; none starves. */
@SlowTest
@Timeout(60)
class ClaimOrderTest {

    private static final Document ANY = document("name", "n");
    /** A claim takes at most so many of the store of {@link Given}. */
    private static final int BATCH = Given.store().currentBatchSize();

    private final SyncTable table = SyncTable.create();

    @Test
    void takesAChangeThatSomebodyWaitsForBeforeAnExportOfMany() {
        table.products(4 * BATCH + 1);
        table.link(4 * BATCH + 1);
        export(4 * BATCH);
        table.pass(Duration.ofSeconds(1));
        table.event(4 * BATCH + 1, "updated");

        assertThat(claimed()).containsExactly(4L * BATCH + 1);
        assertThat(claimed()).hasSize(BATCH);
    }

    @Test
    void takesTheEventsOfAnImportOfManyForLessUrgent() {
        table.products(3);
        table.link(1);
        table.link(2);
        table.link(3);
        events(true, 1, 2);
        table.pass(Duration.ofSeconds(1));
        events(false, 3);

        assertThat(claimed()).containsExactly(3L);
        assertThat(claimed()).containsExactly(1L, 2L);
    }

    @Test
    void makesABulkRowUrgentWhenSomebodyChangesIt() {
        table.products(3);
        for (long product = 1; product <= 3; product++) {
            table.link(product);
        }
        events(true, 1, 2, 3);
        events(false, 2);

        assertThat(claimed()).containsExactly(2L);
    }

    @Test
    void takesWhatHasFailedAfterTheRest() {
        table.products(3);
        for (long product = 1; product <= 3; product++) {
            table.link(product);
        }
        events(false, 1);
        Delivery delivery = table.claim(ANY);
        Plan plan = delivery.plans().get(0);
        table.settling.write(
                new SettlementContext(Given.store(), delivery.token(), 400, 5),
                List.of(Settlement.retry(
                        plan, 1001L, plan.row().shown(), false, 1, Given.NOW, Duration.ofSeconds(1), "bad", "bad")));
        table.pass(Duration.ofSeconds(5));
        events(true, 2, 3);

        assertThat(claimed()).containsExactly(2L, 3L);
        assertThat(claimed()).containsExactly(1L);
    }

    /** A row that has failed is the least urgent, but whether its change was interactive decides how long it is tried. */
    @Test
    void remembersWhoseChangeHasFailed() {
        WriteEvidence proof = new WriteEvidence(new Sql(table.jdbc));
        table.products(3);
        for (long product = 1; product <= 3; product++) {
            table.link(product);
        }
        Instant now = Given.NOW;
        for (boolean bulk : new boolean[] {false, true}) {
            long product = bulk ? 2 : 1;
            events(bulk, product);
            Plan plan = null;
            for (int attempts = 1; attempts <= 3; attempts++) {
                Delivery delivery = table.claim(ANY);
                plan = delivery.plans().get(0);
                table.settling.write(
                        new SettlementContext(Given.store(), delivery.token(), 500, 5),
                        List.of(Settlement.retry(
                                plan,
                                1000L + product,
                                plan.row().shown(),
                                false,
                                attempts,
                                now,
                                Duration.ofSeconds(1),
                                "no_clear_answer",
                                "bad")));
                table.pass(Duration.ofMinutes(1));
                now = now.plus(Duration.ofMinutes(1));
            }
            landed();
            assertThat(proof.read(1, java.util.Objects.requireNonNull(plan).row(), Given.NOW.minusSeconds(60)))
                    .isEqualTo(bulk ? WriteEvidence.Proof.LANDED : WriteEvidence.Proof.LANDED_INTERACTIVE);
            assertThat(table.row(product).get("urgency")).isEqualTo(2);
            table.jdbc
                    .sql("UPDATE woocommerce_product_sync SET due_at = 'infinity' WHERE product_id = :product")
                    .param("product", product)
                    .update();
        }
    }

    private void landed() {
        table.jdbc
                .sql(
                        "INSERT INTO sync_log (account_id, connection_id, product_id, operation, fields, outcome, http_status,"
                                + " millis, attempt, batch_id, created_at)"
                                + " VALUES (1, 1, 3, 'update', '{}', 'synced', 200, 5, 1, gen_random_uuid(), :at)")
                .param("at", Timestamp.from(Given.NOW))
                .update();
    }

    @Test
    void letsNothingStarve() {
        int many = 40;
        table.products(many + 2);
        for (long product = 1; product <= many + 2; product++) {
            table.link(product);
        }
        events(true, 1, 2);
        List<Long> order = new ArrayList<>();
        for (long product = 3; product <= many + 2 && !order.contains(1L); product++) {
            table.pass(Duration.ofSeconds(1));
            events(false, product);
            order.addAll(claimed());
        }

        assertThat(order)
                .as("a change comes before each claim")
                .contains(1L, 2L)
                .hasSizeLessThan(8);
    }

    @Test
    void takesPricesBeforeImagesAndLetsThoseNotStarveEither() {
        int many = 40;
        table.products(many);
        for (long product = 2; product <= many; product++) {
            table.link(product);
        }
        long main = table.link(1);
        table.jdbc
                .sql(
                        "INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, main_id, lane, due_at)"
                                + " VALUES (1, 1, 1, :main, 'images', :now)")
                .param("main", main)
                .param("now", Timestamp.from(Given.NOW))
                .update();
        List<Long> order = new ArrayList<>();
        for (long product = 2; product <= many && !order.contains(1L); product++) {
            table.pass(Duration.ofSeconds(1));
            events(false, product);
            order.addAll(claimed());
        }

        assertThat(order.get(0)).isEqualTo(2);
        assertThat(order).contains(1L).hasSizeLessThan(6);
    }

    @Test
    void leavesANewVariantBehindAParentThatChangesAllTheTimeButNotForEver() {
        table.products(2);
        table.jdbc.sql("UPDATE product SET type = 'variable' WHERE id = 1").update();
        table.link(1);
        changeOnTheWay();
        table.jdbc
                .sql("UPDATE product SET type = 'variant', parent_product_id = 1 WHERE id = 2")
                .update();
        table.event(2, "created");
        int waited = 0;

        for (List<Long> next = claimed(); !next.contains(2L); next = claimed()) {
            assertThat(next).isEmpty();
            table.pass(Duration.ofSeconds(1));
            changeOnTheWay();
            waited++;
        }

        assertThat(waited).isEqualTo(10);
    }

    /** The parent is settled, and behind again for a change that came meanwhile. */
    private void changeOnTheWay() {
        table.event(1, "updated");
        Delivery delivery = table.claim(ANY);
        assertThat(delivery.plans()).extracting(plan -> plan.row().productId()).containsExactly(1L);
        table.event(1, "updated");
        table.taken(delivery);
    }

    @Test
    void claimsFromTheIndexHoweverManyRowsAreDueAtTheSameTime() throws Exception {
        table.jdbc
                .sql("INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, due_at, urgency)"
                        + " SELECT 1, 1, i, :now, i % 2 FROM generate_series(1, 20000) i")
                .param("now", Timestamp.from(Given.NOW))
                .update();
        table.asOwner().sql("ANALYZE woocommerce_product_sync").update();

        String claim = new ClassPathResource("sql/sync/claim-due-rows.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace(":#", ":"); // as a step of a route names its parameters
        List<String> plan = table.jdbc
                .sql("EXPLAIN (ANALYZE, TIMING OFF) " + claim.substring(claim.indexOf("WITH open_store")))
                .param("connectionId", 1)
                .param("storeUrl", "https://shop.example")
                .param("now", Timestamp.from(Given.NOW))
                .param("overdue", Timestamp.from(Given.NOW))
                .param("leaseUntil", Timestamp.from(Given.NOW))
                .param("token", UUID.randomUUID())
                .param("node", "node")
                .param("oldestFirst", false)
                .param("size", 50)
                .param("imagesSize", 5)
                .query(String.class)
                .list();

        assertThat(String.join("\n", plan))
                .contains("Index Scan using sync_due")
                .doesNotContain("Seq Scan on woocommerce_product_sync")
                .doesNotContainPattern("actual rows=\\d{4,}") // no part looks at more than it takes
                .doesNotContainPattern("Rows Removed by [^:]*: \\d{3,}"); // nor finds it by throwing others away
        assertThat(plan)
                .as("only the heads are sorted")
                .filteredOn(line -> line.matches(".*\\bSort\\b.*actual.*"))
                .allMatch(line -> line.matches(".*actual rows=\\d(\\.\\d+)? .*"));
    }

    /** @return the products of the next claim, settled as delivered */
    private List<Long> claimed() {
        Delivery delivery = table.claim(ANY);
        table.taken(delivery);
        return delivery.plans().stream().map(plan -> plan.row().productId()).toList();
    }

    private void export(int products) {
        Long[] ids = new Long[products];
        for (int i = 0; i < products; i++) {
            ids[i] = i + 1L;
        }
        table.export(true, ids);
    }

    private void events(boolean bulk, long... products) {
        for (long product : products) {
            table.jdbc
                    .sql(
                            "INSERT INTO product_event (account_id, product_id, kind, bulk) VALUES (1, :id, 'updated', :bulk)")
                    .param("id", product)
                    .param("bulk", bulk)
                    .update();
        }
        table.fanOut.next();
    }
}
