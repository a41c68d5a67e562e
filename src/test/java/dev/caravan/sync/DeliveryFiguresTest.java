package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.sync.batch.DelaySketch;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kept figures are those that counting the history finds, whatever has happened. */
@SlowTest
@Timeout(60)
class DeliveryFiguresTest {

    private static final int PRODUCTS = 40;
    private static final Document SENT = document("name", "n", "regular_price", "10", "images", "a");

    private static final String COUNTED = """
            SELECT count(*) FILTER (WHERE outcome = 'synced' AND operation <> 'none') AS delivered,
                   count(*) FILTER (WHERE outcome = 'synced' AND operation = 'none') AS unchanged,
                   count(*) FILTER (WHERE outcome = 'retry') AS retried,
                   count(*) FILTER (WHERE outcome = 'error') AS failed,
                   coalesce(sum(cardinality(fields)) FILTER (WHERE outcome = 'synced'), 0) AS fields_sent
            FROM sync_log""";

    private final SyncTable table = SyncTable.create();

    @Test
    void areThoseOfTheHistoryAfterARandomRun() {
        table.products(PRODUCTS);
        table.link(1, 20);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int step = 0; step < 150; step++) {
            step(random);
            if (step % 10 == 0) {
                assertThat(figures("hour")).as("seed %s, step %s", seed, step).isEqualTo(counted());
            }
        }
        merge();
        for (String span : List.of("minute", "hour", "day", "month")) {
            assertThat(figures(span)).as("%s, seed %s", span, seed).isEqualTo(counted());
            assertThat(ofAccount(span))
                    .as("%s, seed %s", span, seed)
                    .isEqualTo(span.equals("minute") ? "" : ofStores(span));
            assertThat(shown(span))
                    .as("each delivery has one delay, seed %s", seed)
                    .isEqualTo(number(counted(), "delivered"));
        }
        assertThat(table.count("delivery_figure_part")).isZero();
        assertThat(number(counted(), "delivered")).isPositive();
    }

    private void step(Random random) {
        long product = 1 + random.nextInt(PRODUCTS);
        switch (random.nextInt(10)) {
            case 0, 1 -> table.event(product, "updated");
            case 2 -> table.export(random.nextBoolean(), product, 1L + random.nextInt(PRODUCTS));
            case 3, 4 -> table.taken(table.claim(SENT));
            case 5 -> table.refuse(table.claim(SENT));
            case 6 -> failAll(table.claim(SENT));
            case 7 -> nothingToSend(table.claim(SENT));
            case 8 -> merge();
            default -> table.pass(Duration.ofMinutes(7));
        }
    }

    private void failAll(Delivery delivery) {
        table.settling.write(
                new SettlementContext(Given.store(), delivery.token(), 500, 5),
                delivery.plans().stream()
                        .map(plan -> Settlement.retry(
                                plan,
                                plan.wooProductId(),
                                plan.row().shown(),
                                false,
                                plan.row().attempts() + 1,
                                table.clock.instant(),
                                Duration.ofSeconds(1),
                                "server_error",
                                "The store answers 500"))
                        .toList());
    }

    private void nothingToSend(Delivery delivery) {
        table.settling.settle(delivery.with(delivery.plans().stream()
                .map(plan -> plan.as(Plan.Action.NOTHING).sending(new Document(Map.of())))
                .toList()));
    }

    @Test
    void areNotChangedByWhatIsRolledBack() {
        table.products(3);
        table.link(1, 3);
        table.event(1, "updated");
        Delivery delivery = table.claim(SENT);

        assertThatThrownBy(() -> table.transaction.executeWithoutResult(status -> {
                    table.taken(delivery);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");

        assertThat(figures("hour")).isEqualTo(counted());
        assertThat(number(figures("hour"), "delivered")).isZero();
    }

    @Test
    void areRightWhenManySettleAndMergeAtOnce() {
        table.products(PRODUCTS);
        table.link(1, PRODUCTS);
        List<CompletableFuture<Void>> writers = IntStream.range(0, 6)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 12; n++) {
                        table.event(1 + (writer * 12 + n) % PRODUCTS, "updated");
                        table.taken(table.claim(SENT));
                        merge();
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);

        assertThat(figures("hour")).isEqualTo(counted());
        merge();
        assertThat(figures("month")).isEqualTo(counted());
        assertThat(table.count("delivery_figure_part")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T23:59:59.999Z, 2026-11-29T23:00:00Z, 2026-11-29T00:00:00Z, 2026-11-01T00:00:00Z",
        "2026-12-01T00:00:00Z, 2026-12-01T00:00:00Z, 2026-12-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "2026-12-31T23:59:59.999Z, 2026-12-31T23:00:00Z, 2026-12-31T00:00:00Z, 2026-12-01T00:00:00Z",
        "2028-02-29T11:00:00Z, 2028-02-29T11:00:00Z, 2028-02-29T00:00:00Z, 2028-02-01T00:00:00Z"
    })
    void belongToTheHourOfTheSettlement(Instant settled, Instant hour, Instant day, Instant month) {
        table.products(1);
        table.link(1, 1);
        table.setClock(Duration.between(table.clock.instant(), settled));
        table.event(1, "updated");
        table.taken(table.claim(SENT));
        merge();

        Map.of("hour", hour, "day", day, "month", month)
                .forEach((span, at) -> assertThat(table.jdbc
                                .sql("SELECT at FROM delivery_figure WHERE span = :span")
                                .param("span", span)
                                .query(Timestamp.class)
                                .list())
                        .containsExactly(Timestamp.from(at)));
    }

    @Test
    void knowHowLongAChangeTook() {
        table.products(1);
        table.link(1, 1);
        table.event(1, "updated");
        table.pass(Duration.ofSeconds(40));
        table.event(1, "updated");
        table.event(1, "updated");
        table.pass(Duration.ofSeconds(20));
        table.taken(table.claim(document("name", "n")));

        DelaySketch minute = DelaySketch.of(List.of(Duration.ofSeconds(60)));
        assertThat(sketch()).isEqualTo(minute);
        merge();
        assertThat(sketch()).isEqualTo(minute);
        assertThat(table.jdbc
                        .sql("SELECT saved_coalesced FROM delivery_figure WHERE span = 'day'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private DelaySketch sketch() {
        return table.jdbc
                .sql(
                        "SELECT delay_buckets, delay_counts FROM delivery_figure_part WHERE delivered > 0 UNION ALL SELECT delay_buckets, delay_counts"
                                + " FROM delivery_figure WHERE span = 'hour'")
                .query((row, n) -> DelaySketch.of((Number[]) row.getArray(1).getArray(), (Number[])
                        row.getArray(2).getArray()))
                .single();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goWithTheirConnection(boolean merged) {
        table.products(1);
        table.link(1, 1);
        table.event(1, "updated");
        table.taken(table.claim(SENT));
        if (merged) {
            merge();
        }

        table.jdbc.sql("DELETE FROM connection").update();
        merge();

        assertThat(table.count("delivery_figure_part")).isZero();
        assertThat(table.count("delivery_figure")).isZero();
        table.jdbc.sql("DELETE FROM product_event").update();
        table.jdbc.sql("DELETE FROM sync_log").update();
        table.jdbc.sql("DELETE FROM product").update();
        table.jdbc.sql("DELETE FROM account").update();
        assertThat(table.count("account_figure")).isZero();
    }

    @Test
    void areKeptForTwoYears() {
        table.products(1);
        table.link(1, 1);
        table.event(1, "updated");
        table.taken(table.claim(SENT));
        merge();

        assertThat(spansAfter("2026-11-22T13:00:00Z")).containsExactly("day", "hour", "minute", "month");
        assertThat(spansAfter("2026-11-22T14:01:00Z")).containsExactly("day", "hour", "month");
        assertThat(spansAfter("2028-11-22T12:59:00Z")).containsExactly("day", "hour", "month");
        assertThat(spansAfter("2028-11-22T13:00:00Z")).containsExactly("day", "month");
        assertThat(spansAfter("2028-11-30T00:00:00Z")).containsExactly("month");
        assertThat(table.count("account_figure")).isEqualTo(1);
        assertThat(spansAfter("2028-12-01T00:00:00Z")).isEmpty();
        assertThat(table.count("account_figure")).isZero();
    }

    private void merge() {
        Scheduled.run(table.camel(), "merge-figures");
    }

    private List<String> spansAfter(String now) {
        table.setClock(Duration.between(table.clock.instant(), Instant.parse(now)));
        Scheduled.prune(table.camel());
        return table.jdbc
                .sql("SELECT span FROM delivery_figure ORDER BY span")
                .query(String.class)
                .list();
    }

    private Map<String, Object> figures(String span) {
        return table.jdbc.sql("""
                        SELECT coalesce(sum(delivered), 0)::bigint AS delivered, coalesce(sum(unchanged), 0)::bigint AS unchanged,
                               coalesce(sum(retried), 0)::bigint AS retried, coalesce(sum(failed), 0)::bigint AS failed,
                               coalesce(sum(fields_sent), 0)::bigint AS fields_sent
                        FROM (SELECT delivered, unchanged, retried, failed, fields_sent FROM delivery_figure WHERE span = :span
                              UNION ALL
                              SELECT delivered, unchanged, retried, failed, fields_sent FROM delivery_figure_part) AS all_of_them
                        """).param("span", span).query().singleRow();
    }

    /** All columns, because the account has one store. */
    private String ofStores(String span) {
        return text("(SELECT (to_jsonb(f) - 'connection_id')::text AS line FROM delivery_figure f WHERE span = '" + span
                + "')");
    }

    private String ofAccount(String span) {
        return text("(SELECT to_jsonb(f)::text AS line FROM account_figure f WHERE span = '" + span + "')");
    }

    private String text(String lines) {
        return table.jdbc
                .sql("SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM " + lines + " AS lines")
                .query(String.class)
                .single();
    }

    private long shown(String span) {
        return table.jdbc
                .sql("SELECT coalesce(sum(n), 0) FROM delivery_figure, unnest(delay_counts) AS n WHERE span = :span")
                .param("span", span)
                .query(Long.class)
                .single();
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).longValue();
    }

    private Map<String, Object> counted() {
        return table.jdbc.sql(COUNTED).query().singleRow();
    }
}
