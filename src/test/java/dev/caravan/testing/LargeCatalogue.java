package dev.caravan.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** 100,000 products, each in ten stores, which are paused: 1,000,000 sync rows. Written as they lie in the database. */
public final class LargeCatalogue {

    private static final int STORES_OF_A_PRODUCT = 10;

    private final JdbcClient jdbc;

    public LargeCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 600,000 rows are pending. @param stores a multiple of 10 */
    public void fill(int stores) {
        jdbc.sql("""
                INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret, hold_reason)
                SELECT (SELECT min(id) FROM account), 'Store ' || i, 'https://store-' || i || '.example', 'k', '', '', 'paused'
                FROM generate_series(1, :stores) i""").param("stores", stores).update();
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
                    WHERE (p.id + c.id * 7) % :apart = 0 AND p.id % 5 = :part""")
                    .param("apart", stores / STORES_OF_A_PRODUCT)
                    .param("part", part)
                    .update();
        }
        history();
    }

    /** 100,000 attempts, and an open dead letter of each row in error. */
    private void history() {
        jdbc.sql("""
                INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, fields, outcome, attempt, millis, created_at)
                SELECT account_id, connection_id, product_id, sku, 'update', '{price}', 'synced', 1, 40, now() - product_id * interval '1 second'
                FROM woocommerce_product_sync
                WHERE product_id <= 10000""").update();
        jdbc.sql("""
                INSERT INTO dead_letter (account_id, connection_id, product_id, sku, code, message, operation, http_status, attempts)
                SELECT account_id, connection_id, product_id, sku, error_code, 'The price is text', 'update', 400, 1
                FROM woocommerce_product_sync
                WHERE error_code IS NOT NULL""").update();
        asAfterAWhile();
    }

    /** Otherwise autovacuum does it while figures are measured. */
    private void asAfterAWhile() {
        String url = jdbc.sql(
                        "SELECT format('jdbc:postgresql://127.0.0.1:%s/%s?user=any', inet_server_port(), current_database())")
                .query(String.class)
                .single();
        JdbcClient.create(new DriverManagerDataSource(TestDatabase.asOwner(url)))
                .sql("VACUUM (ANALYZE)")
                .update();
    }
}
