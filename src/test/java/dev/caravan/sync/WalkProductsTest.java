package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Sql;
import dev.caravan.testing.SlowTest;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Products that are pending or in error in any of many stores, in their order, without reading all that is so in each of them. */
@SlowTest
class WalkProductsTest {

    private static final int PRODUCTS = 600;
    private static final int LARGE = 10_000;

    private final SyncTable table = SyncTable.create();

    /** With no round before, with one (from 16 stores on) and with two (256). */
    @ParameterizedTest
    @CsvSource({"1,7", "2,1", "15,40", "16,5", "17,25", "63,1", "90,11", "90,1000", "300,3"})
    void findsWhatIsFirstInAllStores(int stores, int limit) {
        Random random = new Random(stores * 31L + limit);
        fill(300, 40);
        Long[] asked = random.longs(1, 301).distinct().limit(stores).boxed().toArray(Long[]::new);
        for (long after : new long[] {0, random.nextInt(PRODUCTS), PRODUCTS}) {
            assertThat(walk("sync/walk-pending-products", asked, after, limit))
                    .as("pending after %d", after)
                    .isEqualTo(first("wanted > synced AND behind_since < :before", asked, after, limit));
            assertThat(walk("sync/walk-products-in-error", asked, after, limit))
                    .as("in error after %d", after)
                    .isEqualTo(first("wanted <= synced AND error_code IS NOT NULL", asked, after, limit));
        }
    }

    /** Ten of 60 in each of 300 stores: to read ten of each store would be 3,000 rows. */
    @Test
    void readsFewRowsOfManyStores() {
        fill(300, 10);
        Long[] all = table.jdbc
                .sql("SELECT id FROM connection ORDER BY id")
                .query(Long.class)
                .list()
                .toArray(Long[]::new);

        long before = rowsRead();
        assertThat(walk("sync/walk-pending-products", all, 0, 10)).hasSize(10);
        assertThat(rowsRead() - before).isLessThan(1_000);
    }

    /** The planner would take the upper end of what is looked at for a reason to read a store whole. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void readsFewRowsOfALargeStore(int stores) {
        table.asOwner().sql("""
                INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret)
                SELECT 1, 'Large ' || i, 'https://large-' || i || '.example', 'k', '', '' FROM generate_series(1, 4) i""").update();
        table.products(LARGE);
        table.asOwner().sql("""
                INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, wanted, synced, behind_since, error_code)
                SELECT 1, c.id, p.id, p.sku, 2, 1 + p.id % 2, now() - interval '1 hour', CASE WHEN p.id % 2 = 1 THEN 'bad_price' END
                FROM connection c, product p
                ORDER BY p.id, c.id""").update();
        table.asOwner().sql("ANALYZE").update();
        Long[] asked = LongStream.rangeClosed(1, stores).boxed().toArray(Long[]::new);

        for (String statement : List.of("sync/walk-pending-products", "sync/walk-products-in-error")) {
            long before = rowsRead();
            assertThat(walk(statement, asked, 0, 500)).hasSize(500);
            assertThat(rowsRead() - before).as(statement).isLessThan(stores * 600L);
        }
    }

    /** A third of the rows is of variants. @param apart a row of so many products and stores is written */
    private void fill(int stores, int apart) {
        table.asOwner().sql("""
                INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret)
                SELECT 1, 'Shop ' || i, 'https://shop-' || i || '.example', 'k', '', ''
                FROM generate_series((SELECT count(*) FROM connection) + 1, :stores) i""").param("stores", stores).update();
        table.products(PRODUCTS);
        table.asOwner().sql("""
                INSERT INTO woocommerce_product_sync
                    (account_id, connection_id, product_id, parent_product_id, sku, wanted, synced, behind_since, error_code)
                SELECT 1, c.id, p.id, CASE WHEN p.id % 3 = 0 THEN p.id - 1 END, p.sku, 2, CASE WHEN p.id % 2 = 0 THEN 1 ELSE 2 END,
                       CASE WHEN p.id % 2 = 0 THEN now() + (p.id % 5 - 3) * interval '1 hour' END,
                       CASE WHEN p.id % 2 = 1 THEN 'bad_price' END
                FROM connection c, product p
                WHERE (p.id * 7 + c.id * 11) % :apart = 0""").param("apart", apart).update();
        table.asOwner().sql("ANALYZE").update();
    }

    /** As {@code MatchingProducts} does. */
    private List<Long> walk(String statement, Long[] stores, long after, int limit) {
        Sql sql = new Sql(table.jdbc);
        return Objects.requireNonNull(table.transaction.execute(status -> {
            sql.planEachTime();
            sql.statement("sync/walk-in-order").query().singleRow();
            return asked(sql.statement(statement), stores, after, limit);
        }));
    }

    private List<Long> first(String rows, Long[] stores, long after, int limit) {
        StatementSpec statement = table.jdbc.sql("""
                SELECT DISTINCT coalesce(parent_product_id, product_id) AS id
                FROM woocommerce_product_sync
                WHERE account_id = :accountId AND connection_id = ANY (:stores) AND coalesce(parent_product_id, product_id) > :after
                  AND %s
                ORDER BY id
                LIMIT :limit""".formatted(rows));
        return asked(statement, stores, after, limit);
    }

    private static List<Long> asked(StatementSpec statement, Long[] stores, long after, int limit) {
        return statement
                .param("accountId", 1)
                .param("stores", stores)
                .param("after", after)
                .param("before", new Timestamp(System.currentTimeMillis()))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    private long rowsRead() {
        table.jdbc
                .sql("SELECT pg_stat_force_next_flush()")
                .query((row, n) -> row.getString(1))
                .list();
        return table.jdbc
                .sql(
                        "SELECT idx_tup_fetch + seq_tup_read FROM pg_stat_user_tables WHERE relname = 'woocommerce_product_sync'")
                .query(Long.class)
                .single();
    }
}
