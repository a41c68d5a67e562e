package dev.caravan.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An account of its own with four stores, of which one is refused its key, one is paused, and one has dead letters. */
final class ConsoleWorld {

    /** Would run, if a page wrote it as it is. */
    static final String PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    static final String OPERATOR = "console-operator";
    static final String VIEWER = "console-viewer";
    static final String ADMIN = "console-admin";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/integration/woocommerce";

    private final Api api;
    private final JdbcClient jdbc;
    private final SandboxStore sandbox = SandboxStore.start(SandboxSettings.forTests("console"));
    private final long account;

    final long alpine;
    final long outlet;
    final long nordlys;
    final long paused;

    ConsoleWorld(Api api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
        account = jdbc.sql("INSERT INTO account (name) VALUES ('Console') RETURNING id")
                .query(Long.class)
                .single();
        user(ADMIN, "admin");
        user(OPERATOR, "operator");
        user(VIEWER, "viewer");
        await("the admin of the test before is remembered for two seconds")
                .until(() -> send("GET", "/me", "").json().at("/account/id").asLong() == account);
        alpine = connect("Alpine Outfitters", sandbox.url().toString());
        outlet = connect("Alpine Outlet", "http://127.0.0.1:9/outlet");
        nordlys = connect("Nordlys", "http://127.0.0.1:9/nordlys");
        paused = connect("Test shop", "http://127.0.0.1:9/test");
        rows(alpine, 12_480, 0);
        rows(outlet, 11_902, 0);
        rows(nordlys, 12_431, 61);
        rows(paused, 310, 4);
        hold(
                nordlys,
                "unauthorized",
                "The store answers 401 to this key",
                "Make a new key under WooCommerce → Settings"
                        + " → Advanced → REST API, with read and write access, and enter it in the connection.");
        hold(paused, "paused", "Paused by ana", null);
        letters(outlet, "product_invalid_price", 12, "“12,50 €” is text, not a number");
    }

    /** A user with the password of the tests. */
    void user(String name, String role) {
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT :account, :name, password_hash, :role FROM app_user WHERE username = 'admin'")
                .param("account", account)
                .param("name", name)
                .param("role", role)
                .update();
    }

    long connect(String name, String url) {
        String body = "{\"storeName\":\"%s\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                .formatted(name, url, sandbox.consumerKey(), sandbox.consumerSecret());
        return send("POST", PATH + "/connections?force=true", body).expect(201).id();
    }

    /** Very many stores, which are never called. @param name how each name begins */
    void connectMany(int count, String name) {
        jdbc.sql("INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret) "
                        + "SELECT account_id, :name || ' ' || n, store_url || n, key_id, consumer_key, consumer_secret "
                        + "FROM connection, generate_series(1, :count) n WHERE id = :store")
                .param("name", name)
                .param("count", count)
                .param("store", outlet)
                .update();
    }

    /** Deletes the stores whose names begin so. */
    void disconnect(String name) {
        jdbc.sql("SELECT id FROM connection WHERE account_id = :account AND starts_with(store_name, :name)")
                .param("account", account)
                .param("name", name)
                .query(Long.class)
                .list()
                .forEach(store ->
                        send("DELETE", PATH + "/connections/" + store, "").expect(204));
    }

    /** A product of the catalogue that costs 19.90. */
    long product(String sku, String name, Map<String, ?> fields) {
        ObjectNode product =
                JSON.createObjectNode().put("sku", sku).put("name", name).put("status", "complete");
        product.put("price", "19.90").setAll((ObjectNode) JSON.valueToTree(fields));
        return send("POST", "/products", product.toString()).expect(201).id();
    }

    /** Brings a product to a store and waits until it is there. */
    void push(long store, long product) {
        send("PUT", PATH + "/connections/" + store + "/products/" + product, "").expect(200);
    }

    void setPaused(long store, boolean paused) {
        send("POST", PATH + "/connections/" + store + (paused ? "/pause" : "/resume"), "")
                .expect(200);
    }

    /** A product that a store has refused, as a delivery leaves it. */
    void refused(long store, long product, String code, String message) {
        await().until(() -> jdbc.sql("SELECT count(*) FROM product_event WHERE product_id = :product")
                        .param("product", product)
                        .query(Long.class)
                        .single()
                == 0); // otherwise it would be pending again
        jdbc.sql("""
                        WITH failed AS (
                            INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, wanted, synced, due_at,
                                error_code, error_message)
                            SELECT account_id, :store, id, sku, 1, 1, now(), :code, :message FROM product WHERE id = :product
                            RETURNING account_id, connection_id, product_id, sku)
                        INSERT INTO dead_letter (account_id, connection_id, product_id, sku, code, message, operation, http_status,
                            sent, answered, attempts)
                        SELECT account_id, connection_id, product_id, sku, :code, :message, 'update', 400, '{"regular_price": "12,50 €"}',
                            :message, 1
                        FROM failed
                        """)
                .param("store", store)
                .param("product", product)
                .param("code", code)
                .param("message", message)
                .update();
    }

    /** A call of the account's admin. */
    Api.Answer send(String method, String path, String json) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", Api.authorization(ADMIN))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    String reason(long store) {
        return send("GET", PATH + "/connections/" + store, "")
                .expect(200)
                .json()
                .at("/health/reason")
                .asText();
    }

    void rows(long store, int synced, int pending) {
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, wanted, synced,
                            behind_since, due_at, last_exported_at)
                        SELECT :account, :store, -n, 'ROW-' || n, 1, CASE WHEN n > :synced THEN 0 ELSE 1 END,
                            CASE WHEN n > :synced THEN now() - interval '124 minutes' END, now(), now()
                        FROM generate_series(1, :synced + :pending) n
                        """)
                .param("account", account)
                .param("store", store)
                .param("synced", synced)
                .param("pending", pending)
                .update();
        jdbc.sql("UPDATE connection SET last_success_at = now() - interval '9 seconds' WHERE id = :store")
                .param("store", store)
                .update();
    }

    private void hold(long store, String reason, String detail, @Nullable String remedy) {
        jdbc.sql("""
                        UPDATE connection
                        SET hold_reason = :reason, hold_detail = :detail, hold_remedy = :remedy, hold_since = now() - interval '2 h',
                            hold_until = NULL
                        WHERE id = :store
                        """)
                .param("reason", reason)
                .param("detail", detail)
                .param("remedy", remedy)
                .param("store", store)
                .update();
    }

    /** Dead letters as a delivery leaves them. */
    void letters(long store, String code, int count, String message) {
        jdbc.sql("""
                        WITH failed AS (
                            UPDATE woocommerce_product_sync
                            SET error_code = :code, error_message = :message
                            WHERE connection_id = :store AND product_id >= -:count
                            RETURNING account_id, connection_id, product_id, sku)
                        INSERT INTO dead_letter (account_id, connection_id, product_id, sku, code, message, operation, http_status,
                            sent, answered, attempts)
                        SELECT account_id, connection_id, product_id, sku, :code, :message, 'update', 400,
                            '{"regular_price": "12,50 €"}', :message, 1
                        FROM failed
                        """)
                .param("store", store)
                .param("code", code)
                .param("count", count)
                .param("message", message)
                .update();
    }

    /** Tests of the audit log need the account that there is without it to be the only one. */
    void remove() {
        disconnect("");
        removeAccount(jdbc, account);
        sandbox.close();
    }

    /** An account without stores. */
    static void removeAccount(JdbcClient jdbc, long account) {
        for (String table : List.of(
                "action_job",
                "alert",
                "sign_in_failure",
                "sync_log",
                "dead_letter",
                "product_event",
                "product",
                "category",
                "family",
                "app_user")) {
            jdbc.sql("DELETE FROM " + table + " WHERE account_id = :account")
                    .param("account", account)
                    .update();
        }
        jdbc.sql("DELETE FROM account WHERE id = :account")
                .param("account", account)
                .update();
    }
}
