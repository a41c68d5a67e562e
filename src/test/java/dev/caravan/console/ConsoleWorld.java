package dev.caravan.console;

import static org.awaitility.Awaitility.await;

import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An account of its own with four stores, of which one is refused its key, one is paused, and one has dead letters. */
final class ConsoleWorld {

    /** Would run, if a page wrote it as it is. */
    static final String PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    static final String OPERATOR = "console-operator";
    static final String VIEWER = "console-viewer";
    static final String ADMIN = "console-admin";
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

    private void user(String name, String role) {
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
        List.of(alpine, outlet, nordlys, paused)
                .forEach(store ->
                        send("DELETE", PATH + "/connections/" + store, "").expect(204));
        removeAccount(jdbc, account);
        sandbox.close();
    }

    /** An account without stores and products. */
    static void removeAccount(JdbcClient jdbc, long account) {
        for (String table : List.of("action_job", "alert", "sync_log", "sign_in_failure", "app_user")) {
            jdbc.sql("DELETE FROM " + table + " WHERE account_id = :account")
                    .param("account", account)
                    .update();
        }
        jdbc.sql("DELETE FROM account WHERE id = :account")
                .param("account", account)
                .update();
    }
}
