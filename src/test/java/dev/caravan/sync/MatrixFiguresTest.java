package dev.caravan.sync;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a page of the matrix costs with 100,000 products in 50 stores and 1,000,000 sync rows, of which 600,000 are pending. Asserts
 * nothing of speed; the figures are in docs/figures.md: {@code ./mvnw test -Dtest=MatrixFiguresTest -Dunit.tests.excluded=}.
 */
@Tag("benchmark")
@CaravanTest
class MatrixFiguresTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");
    private static final String ROWS = "/integration/woocommerce/sync/rows";
    private static final int CALLS = 40;
    private static final int WARM_UP = 5;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void measures() {
        fill();
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("first page", "");
        queries.put("first page of 100", "limit=100");
        queries.put("search, one SKU", "search=SKU-0500");
        queries.put("search, a seventh of all", "search=shirt");
        queries.put("search, two words", "search=blue%20mug");
        queries.put("GTIN", "search=4000000050000");
        queries.put("a family of 5,000", "familyId=3");
        queries.put("a category of 500", "categoryId=3");
        queries.put("changed lately", "changedSince=2099-01-01T00:00:00Z");
        queries.put("pending, any store", "status=pending");
        queries.put("late, any store", "status=late");
        queries.put("error, any store", "status=error");
        queries.put("error in one store", "status=error&connectionId=%d");
        queries.put("in sync in one store", "status=in_sync&connectionId=%d");
        queries.put("off in one store", "status=off&connectionId=%d");
        queries.put("not in one store", "status=not_there&connectionId=%d");
        queries.put("pending and search", "status=pending&search=shirt");
        queries.put("error and family", "status=error&familyId=3");
        queries.put("page 50", "page=50");
        long store =
                jdbc.sql("SELECT max(id) FROM connection").query(Long.class).single();
        queries.forEach((name, query) -> time(name, ROWS + "?" + query.replace("%d", String.valueOf(store))));
        time("figures of 50 stores", "/integration/woocommerce/sync/counts?limit=100");
    }

    private void time(String name, String path) {
        for (int n = 0; n < WARM_UP; n++) {
            api.get(path).expect(200);
        }
        List<Long> nanos = LongStream.range(0, CALLS)
                .map(n -> {
                    long began = System.nanoTime();
                    api.get(path).expect(200);
                    return System.nanoTime() - began;
                })
                .sorted()
                .boxed()
                .toList();
        log.info(
                "{}: {}",
                name,
                String.format(
                        Locale.ROOT,
                        "p50 %.0f ms, p95 %.0f ms",
                        nanos.get(CALLS / 2) / 1e6,
                        nanos.get(CALLS * 95 / 100) / 1e6));
    }

    private void fill() {
        jdbc.sql("""
                INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret, hold_reason)
                SELECT (SELECT min(id) FROM account), 'Store ' || i, 'https://store-' || i || '.example', 'k', '', '', 'paused'
                FROM generate_series(1, 50) i""").update();
        jdbc.sql(
                        "INSERT INTO family (account_id, name) SELECT min(account.id), 'F' || i FROM account, generate_series(1, 20) i GROUP BY i")
                .update();
        jdbc.sql(
                        "INSERT INTO category (account_id, name) SELECT min(account.id), 'C' || i FROM account, generate_series(1, 200) i GROUP BY i")
                .update();
        jdbc.sql("""
                INSERT INTO product (account_id, sku, name, status, price, description, family_id, category_ids, attribute_values)
                SELECT (SELECT min(id) FROM account), 'SKU-' || lpad(i::text, 6, '0'),
                       (ARRAY['Red','Blue','Green','Black','White'])[1 + i % 5] || ' '
                           || (ARRAY['shirt','mug','lamp','chair','shoe','bag','hat'])[1 + i % 7] || ' model ' || i,
                       'complete', i % 100, repeat('A product of the catalogue. ', 8), 1 + i % 20, ARRAY[1 + i % 200]::bigint[],
                       jsonb_build_object('1', (4000000000000 + i)::text, '2', 'red')
                FROM generate_series(1, 100000) i""").update();
        for (int part = 0; part < 5; part++) {
            jdbc.sql("""
                    INSERT INTO woocommerce_product_sync
                        (account_id, connection_id, product_id, sku, woo_product_id, wanted, synced, behind_since, error_code, auto_sync)
                    SELECT p.account_id, c.id, p.id, p.sku, 1000 + p.id, 2, CASE WHEN p.id <= 60000 THEN 1 ELSE 2 END,
                           CASE WHEN p.id <= 60000 THEN now() - CASE WHEN p.id <= 100 THEN interval '3 hours' ELSE interval '1 minute' END END,
                           CASE WHEN p.id > 60000 AND p.id % 997 = 0 THEN 'bad_price' END, p.id % 1001 <> 0
                    FROM connection c, product p
                    WHERE (p.id + c.id * 7) % 5 = 0 AND p.id % 5 = :part""").param("part", part).update();
        }
    }
}
