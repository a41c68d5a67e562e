package dev.caravan.console;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What makes the pages look as in a shop that is open: figures, jobs, products, refused changes, history, alerts. */
final class Scene {

    private static final String TEXT = "“12,50 €” is text, not a number";

    private final JdbcClient jdbc;
    private final ConsoleWorld world;

    Scene(JdbcClient jdbc, ConsoleWorld world) {
        this.jdbc = jdbc;
        this.world = world;
    }

    /** A year of deliveries to a store, as settlements leave it; the last hour is busy. */
    void figures(long store, int most, int everyMinutes) {
        jdbc.sql("""
                        INSERT INTO delivery_figure_part (account_id, connection_id, at, delivered, unchanged, retried, failed, calls, fields_sent,
                            saved_coalesced, saved_unchanged, saved_images, saved_batched, delay_buckets, delay_counts)
                        SELECT c.account_id, c.id, at, n, n / 9, n / 20, CASE WHEN n % 17 = 0 THEN 2 ELSE 0 END, 1 + n / 8, 3 * n,
                               n / 5, n / 9, n / 7, n * 7 / 8, '{76, 84, 96}', ARRAY[n / 2, n / 3, n / 12 + 1]
                        FROM connection c, (
                            SELECT at, (:most * (0.55 + 0.45 * sin(extract(epoch FROM at) / 13751)))::int AS n
                            FROM generate_series(now() - interval '11 months', now() - interval '1 hour', make_interval(mins => :every)) AS at
                            UNION ALL
                            SELECT at, (:most * (0.3 + 0.2 * sin(extract(epoch FROM at) / 420)))::int
                            FROM generate_series(now() - interval '61 minutes', now(), interval '1 minute') AS at) AS load
                        WHERE c.id = :store
                        """)
                .param("store", store)
                .param("most", most)
                .param("every", everyMinutes)
                .update();
    }

    /** A job of which a store has refused one product; one that is running is not touched by the background. @return its id */
    String job(long store, long product, String state, String message) {
        boolean done = state.equals("done");
        return jdbc.sql("""
                        WITH job AS (
                            INSERT INTO action_job (id, account_id, action, state, filter, connection_ids, who, products, total, collected,
                                done, failed, due_at, created_at, changed_at, finished_at)
                            SELECT gen_random_uuid(), account_id, 'push', :state, '{"search":"tent"}', ARRAY[id], 'ana', :products, :total, true,
                                :done, 1, now() + interval '1 day', now() - interval '9 min', now(), CASE WHEN :state = 'done' THEN now() END
                            FROM connection WHERE id = :store RETURNING id, account_id),
                        export AS (
                            INSERT INTO export_job (id, account_id, connection_id, action_id, total, state, counted)
                            SELECT gen_random_uuid(), account_id, :store, id, 1, 'done', true FROM job RETURNING id),
                        item AS (
                            INSERT INTO export_item (export_id, connection_id, product_id, target, status, message)
                            SELECT id, :store, :product, 1, 'error', :message FROM export)
                        SELECT id FROM job
                        """)
                .param("state", state)
                .param("products", done ? 1 : 4_812)
                .param("total", done ? 1 : 6_377)
                .param("done", done ? 1 : 4_120)
                .param("store", store)
                .param("product", product)
                .param("message", message)
                .query(String.class)
                .single();
    }

    /** Products in several states in the stores. @return their ids */
    List<Long> products() {
        List<Long> ids = new ArrayList<>();
        ids.add(world.product(
                "TEN-2041",
                "Ridge 2 Tent",
                Map.of(
                        "description",
                        "A light tent of nylon for two. It stands in five minutes and keeps out a storm.",
                        "categories",
                        List.of("Outdoor > Tents"),
                        "price",
                        "349.00")));
        ids.add(world.product("SLE-1180", "Down Sleeping Bag", Map.of("price", "189.00")));
        ids.add(world.product("MAT-0420", "Trail Mat", Map.of("price", "59.90")));
        ids.add(world.product("STO-0912", "Pocket Stove", Map.of("price", "44.50")));
        ids.add(world.product("BOO-7310", "Ridge Boot", Map.of("price", "139.00")));
        ids.add(world.product("JAC-5522", "Storm Jacket", Map.of("price", "219.00")));
        ids.add(world.product("LAM-3003", "Camp Lamp", Map.of("price", "34.90")));
        ids.add(world.product("CUP-0101", "Enamel Cup", Map.of("price", "9.90")));
        ids.forEach(id -> world.push(world.alpine, id));
        jdbc.sql("DELETE FROM dead_letter WHERE connection_id = :store")
                .param("store", world.outlet)
                .update();
        jdbc.sql(
                        "UPDATE woocommerce_product_sync SET error_code = NULL, error_message = NULL WHERE connection_id = :store")
                .param("store", world.outlet)
                .update();
        ids.subList(4, 7).forEach(id -> world.refused(world.outlet, id, "product_invalid_price", TEXT));
        world.refused(world.outlet, ids.get(7), "product_invalid_sku", "Invalid or duplicated SKU.");
        shown(world.outlet, ids.subList(0, 4), false);
        shown(world.nordlys, ids.subList(0, 2), true);
        shown(world.nordlys, ids.subList(2, 6), false);
        return ids;
    }

    private void shown(long store, List<Long> products, boolean pending) {
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, wanted, synced, behind_since, due_at,
                            last_exported_at)
                        SELECT account_id, :store, id, sku, 1, CASE WHEN :pending THEN 0 ELSE 1 END,
                            CASE WHEN :pending THEN now() - interval '20 minutes' END, now(), now()
                        FROM product WHERE id = ANY (:products)
                        """)
                .param("store", store)
                .param("pending", pending)
                .param("products", products.toArray(Long[]::new))
                .update();
    }

    /** Two hours of attempts, of which some were refused. @return one of those */
    long history(List<Long> products) {
        jdbc.sql("""
                        INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, fields, outcome, http_status, millis,
                            attempt, batch_id, created_at)
                        SELECT account_id, CASE WHEN n % 3 = 0 THEN :outlet ELSE :alpine END, id, sku,
                            CASE WHEN n % 11 = 0 THEN 'create' ELSE 'update' END,
                            CASE n % 4 WHEN 0 THEN '{price}'::text[] WHEN 1 THEN '{stockQuantity}' WHEN 2 THEN '{price,salePrice}'
                                ELSE '{description,images}' END,
                            CASE WHEN n % 13 = 5 THEN 'retry' ELSE 'synced' END, CASE WHEN n % 13 = 5 THEN 503 ELSE 200 END, 60 + n * 37 % 190,
                            1, gen_random_uuid(), now() - n * interval '71 seconds'
                        FROM (SELECT *, row_number() OVER (ORDER BY times.n) % 8 AS nth FROM generate_series(3, 100) AS times(n)) AS times
                            JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM product WHERE id = ANY (:products)) AS product
                                ON place = nth
                        ORDER BY n DESC
                        """)
                .param("outlet", world.outlet)
                .param("alpine", world.alpine)
                .param("products", products.toArray(Long[]::new))
                .update();
        return jdbc.sql("""
                        WITH attempt AS (
                            INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, fields, outcome, http_status, millis,
                                error_code, error_message, attempt, batch_id, created_at)
                            SELECT account_id, connection_id, product_id, sku, 'update', '{price}', 'error', 400, 121, code, message, 1,
                                gen_random_uuid(), now() - interval '40 seconds'
                            FROM dead_letter WHERE connection_id = :outlet
                            RETURNING id, product_id, batch_id),
                        letter AS (
                            UPDATE dead_letter SET batch_id = attempt.batch_id, sent = '{"regular_price": "12,50 €", "sku": "BOO-7310"}',
                                answered = '{"code":"product_invalid_price","message":"“12,50 €” is text, not a number","data":{"status":400}}'
                            FROM attempt WHERE dead_letter.product_id = attempt.product_id AND connection_id = :outlet)
                        SELECT min(id) FROM attempt
                        """).param("outlet", world.outlet).query(Long.class).single();
    }

    /** The stores get addresses as shops have them; from now on nothing can be sent to them. */
    void addresses() {
        jdbc.sql("UPDATE connection SET store_url = 'https://' || lower(replace(store_name, ' ', '-')) || '.example' "
                        + "WHERE id IN (:stores)")
                .param("stores", List.of(world.alpine, world.outlet, world.nordlys, world.paused))
                .update();
    }

    /** Waits for the alerts that such a state raises, of which the receiver has heard. */
    void alerts() {
        await().until(() -> jdbc.sql("SELECT count(*) FROM alert WHERE connection_id = :store AND state = 'open'")
                        .param("store", world.nordlys)
                        .query(Long.class)
                        .single()
                >= 2);
        jdbc.sql(
                        "INSERT INTO alert_delivery (alert_id, transition, state, attempts, due_at, http_status, created_at, sent_at) "
                                + "SELECT id, 'raised', 'sent', 1, now(), 204, now(), now() FROM alert WHERE connection_id = :store")
                .param("store", world.nordlys)
                .update();
    }
}
