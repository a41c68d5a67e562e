package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import dev.caravan.testing.TestSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions on all products that match: each does with each row what the operation for one product does. */
@SyncTest
class ActionsTest extends ActionCalls {

    private static final String PICTURE = "https://pictures.example/action-%d.png";

    @Test
    void aDryRunCountsWhatIsThenDone() {
        Connected store = shop.connect("\"batchSize\":10,\"requestsPerMinute\":60");
        Connected other = shop.connect();
        Named products = named(25);
        shop.export(store, Shop.some(products.items(), 0, 15));
        long picture = api.post("/assets", "{\"url\":\"" + PICTURE.formatted(store.id()) + "\"}")
                .expect(201)
                .id();
        jdbc.sql("UPDATE product SET asset_ids = ARRAY[:picture] WHERE id = :id")
                .param("picture", picture)
                .param("id", products.items().get(0).id())
                .update();
        pause(store);

        JsonNode push = dryRun("push", matching(products), store, other);
        assertThat(push.path("products").asInt()).isEqualTo(25);
        assertThat(push.path("rows").asInt()).isEqualTo(15);
        assertThat(push.path("images").asInt()).isEqualTo(1);
        assertThat(push.path("calls").asInt()).isEqualTo(3); // of ten, of five, and of one image
        assertThat(push.path("seconds").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(push.path("estimated").asBoolean()).isFalse();
        assertThat(push.path("sampled").asInt()).isEqualTo(25);
        assertThat(push.path("stores")).hasSize(1);
        assertThat(push.path("stores").path(0).path("held").asBoolean()).isTrue();
        assertThat(dryRun("export", matching(products), store, other)
                        .path("rows")
                        .asInt())
                .isEqualTo(50);
        JsonNode unlink = dryRun("unlink", matching(products), store, other);
        assertThat(unlink.path("rows").asInt()).isEqualTo(15);
        assertThat(unlink.path("calls").asInt()).isZero();
        assertThat(unlink.path("seconds").asInt()).isZero();
        assertThat(shop.stats(store).path("pendingProducts").asInt()).isZero();
        assertThat(api.get(JOBS).json().path("data")).isEmpty();

        String begun = begin("push", matching(products), store, other);
        Shop.awaitUntil(() -> shop.stats(store).path("pendingProducts").asInt() == 15);
        assertThat(linked(other)).isZero();
        assertThat(job(begun).path("state").asText()).isEqualTo("running");
        jdbc.sql("UPDATE product SET price = 77, asset_ids = '{}' WHERE sku LIKE :word")
                .param("word", products.word() + "%")
                .update();
        resume(store);
        JsonNode end = await(begun, "done");
        assertThat(end.path("total").asInt()).isEqualTo(15);
        assertThat(end.path("done").asInt()).isEqualTo(15);
        assertThat(end.path("failed").asInt()).isZero();
        assertThat(end.path("skipped").asInt()).isZero();
        assertThat(end.path("etaSeconds").isNull()).isTrue();
        assertThat(end.path("who").asText()).isEqualTo("admin");
        assertThat(store.field(products.items().get(14).sku(), "regular_price")).startsWith("77");
    }

    @Test
    void anExportBringsProductsAndSaysWhatFailed() {
        Connected store = shop.connect();
        Named products = named(3);
        Item refused = products.items().get(1);
        store.store().faults().refuseSku(refused.sku(), "product_invalid_name", "No such name here");

        JsonNode end = done("export", ids(products.items()), store);

        assertThat(end.path("done").asInt()).isEqualTo(3);
        assertThat(end.path("failed").asInt()).isEqualTo(1);
        JsonNode failure = end.path("failures").path(0);
        assertThat(failure.path("sku").asText()).isEqualTo(refused.sku());
        assertThat(failure.path("storeName").asText()).isEqualTo(store.name());
        assertThat(failure.path("message").asText()).contains("No such name here");
        assertThat(store.store().productCount()).isEqualTo(2);

        store.store().faults().clear();
        JsonNode errors = done("push", "\"filter\":{\"status\":\"error\",\"connectionId\":" + store.id() + "}", store);
        assertThat(errors.path("products").asInt()).isEqualTo(1);
        assertThat(errors.path("failed").asInt()).isZero();
        assertThat(shop.status(store, refused)).isEqualTo("synced");
    }

    @Test
    void automaticSyncIsSwitchedOffAndOnWithVariantsAndWhatWasMissedIsSent() {
        Connected store = shop.connect();
        long parent = api.post(
                        "/products",
                        "{\"sku\":\"ACTION-SHIRT\",\"name\":\"Shirt\",\"type\":\"variable\",\"status\":\"complete\"}")
                .expect(201)
                .id();
        long variant = api.post(
                        "/products/" + parent + "/variants",
                        "{\"sku\":\"ACTION-SHIRT-S\",\"name\":\"S\",\"price\":\"9.00\"}")
                .expect(201)
                .id();
        Item shirt = shop.known(new Item(parent, "ACTION-SHIRT"));
        Item small = shop.known(new Item(variant, "ACTION-SHIRT-S"));
        jdbc.sql(
                        "INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, parent_product_id, wanted, synced, woo_product_id)"
                                + " SELECT account_id, :store, id, parent_product_id, 1, 1, 5000 + id FROM product WHERE id IN (:ids)")
                .param("store", store.id())
                .param("ids", List.of(parent, variant))
                .update();
        assertThat(dryRun("autoSyncOff", ids(List.of(shirt)), store)
                        .path("rows")
                        .asInt())
                .isEqualTo(2);

        assertThat(done("autoSyncOff", ids(List.of(shirt)), store).path("done").asInt())
                .isEqualTo(2);
        assertThat(shop.row(store, small).path("autoSync").asBoolean()).isFalse();
        pause(store);
        shop.price(small, "8.00");
        shop.known(small);
        assertThat(shop.status(store, small)).isEqualTo("synced");
        assertThat(dryRun("autoSyncOn", ids(List.of(shirt)), store)
                        .path("calls")
                        .asInt())
                .isEqualTo(1);

        assertThat(done("autoSyncOn", ids(List.of(shirt)), store).path("done").asInt())
                .isEqualTo(2);
        assertThat(shop.row(store, shirt).path("autoSync").asBoolean()).isTrue();
        assertThat(shop.status(store, small)).isEqualTo("pending");
    }

    @Test
    void unlinkingDeletesNothingInTheStoreNotEvenOfWhatIsBeingSent() {
        Connected store = shop.connect("\"batchSize\":10");
        Named products = named(30);
        shop.export(store, products.items());
        pause(store);
        jdbc.sql("UPDATE product SET price = 66 WHERE sku LIKE :word")
                .param("word", products.word() + "%")
                .update();
        String push = begin("push", matching(products), store);
        Shop.awaitUntil(() -> shop.stats(store).path("pendingProducts").asInt() == 30);
        store.store().faults().latencyPerCall(Duration.ofMillis(700));
        resume(store);
        Shop.awaitUntil(() -> jdbc.sql("SELECT count(*) FROM claim WHERE connection_id = :id")
                        .param("id", store.id())
                        .query(Long.class)
                        .single()
                > 0);

        JsonNode end = done("unlink", matching(products), store);

        store.store().faults().clear();
        assertThat(end.path("done").asInt()).isEqualTo(30);
        assertThat(linked(store)).isZero();
        JsonNode pushed = await(push, "done");
        assertThat(pushed.path("done").asInt()).isEqualTo(30);
        assertThat(pushed.path("failed").asInt()).isPositive(); // unlinked before they were sent
        assertThat(store.store().productCount()).isEqualTo(30);
        assertThat(linked(store)).isZero();
    }

    @Test
    void neitherStoresNorProductsNorJobsOfOthersAreTouched() {
        Connected store = shop.connect();
        Connected foreign = shop.connect();
        Item product = shop.product();
        String mine = begin("push", ids(List.of(product)), store);
        long stranger = jdbc.sql("INSERT INTO account (name) VALUES ('other of actions') RETURNING id")
                .query(Long.class)
                .single();
        move("connection", foreign.id(), stranger);
        long theirs = jdbc.sql(
                        "INSERT INTO product (account_id, sku, name) VALUES (:account, 'THEIRS', 'n') RETURNING id")
                .param("account", stranger)
                .query(Long.class)
                .single();
        jdbc.sql("UPDATE action_job SET account_id = :account")
                .param("account", stranger)
                .update();

        for (String dryRun : List.of("true", "false")) {
            api.post(ACTIONS, body("push", ids(List.of(product)), List.of(foreign), dryRun.equals("true")))
                    .expect(404);
            api.post(ACTIONS, body("push", "\"productIds\":[" + theirs + "]", List.of(store), dryRun.equals("true")))
                    .expect(404);
            api.post(
                            ACTIONS,
                            body(
                                    "push",
                                    "\"filter\":{\"connectionId\":" + foreign.id() + "}",
                                    List.of(store),
                                    dryRun.equals("true")))
                    .expect(404);
        }
        api.get(mine).expect(404);
        api.delete(mine).expect(404);
        api.get(JOBS + "/none").expect(404);
        assertThat(api.get(JOBS).expect(200).json().path("data")).isEmpty();
        jdbc.sql("DELETE FROM action_job").update();
        jdbc.sql("DELETE FROM product WHERE id = :id").param("id", theirs).update();
        move(
                "connection",
                foreign.id(),
                jdbc.sql("SELECT min(id) FROM account").query(Long.class).single());
        jdbc.sql("DELETE FROM account WHERE id = :id").param("id", stranger).update();
    }

    private void move(String table, long id, long account) {
        jdbc.sql("UPDATE " + table + " SET account_id = :account WHERE id = :id")
                .param("account", account)
                .param("id", id)
                .update();
    }

    @Test
    void aViewerFollowsAndDoesNotAct() {
        api.post(
                        "/users",
                        "{\"username\":\"action-viewer\",\"role\":\"viewer\",\"password\":\"" + TestSettings.PASSWORD
                                + "\"}")
                .expect(201);
        Connected store = shop.connect();
        String job = begin("push", ids(List.of(shop.product())), store);

        assertThat(as("GET", job, "").status()).isEqualTo(200);
        assertThat(as("GET", JOBS, "").status()).isEqualTo(200);
        assertThat(as("DELETE", job, "").status()).isEqualTo(403);
        assertThat(as("POST", ACTIONS, body("push", "\"filter\":{}", List.of(store), true))
                        .status())
                .isEqualTo(403);
    }

    private Api.Answer as(String method, String path, String body) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", Api.authorization("action-viewer"))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | action",
                "{'action':'push'} | filter",
                "{'action':'push','filter':{},'productIds':[1]} | filter",
                "{'action':'sweep','filter':{}} | action",
                "{'action':7,'filter':{}} | action",
                "{'action':'push','productIds':[]} | productIds",
                "{'action':'push','productIds':[null]} | productIds",
                "{'action':'push','productIds':['x']} | productIds",
                "{'action':'push','filter':{'status':'fine'}} | status",
                "{'action':'push','filter':{'status':'off'}} | connectionId",
                "{'action':'push','filter':{'changedSince':'soon'}} | filter.changedSince",
                "{'action':'push','filter':{'colour':'red'}} | filter.colour",
                "{'action':'push','filter':[]} | filter",
                "{'action':'push','filter':{},'connectionIds':'all'} | connectionIds",
                "{'action':'push','filter':{},'dryRun':'yes'} | dryRun",
            })
    void whatIsNotUnderstoodIsNamed(String body, String field) {
        shop.connect();

        JsonNode problem =
                api.post(ACTIONS, body.replace('\'', '"')).expect(400).json();

        assertThat(problem.path("errors").path(0).path("field").asText()).startsWith(field);
    }

    @Test
    void listsHaveAnEnd() {
        Connected store = shop.connect();
        String many = "\"productIds\":[" + "1,".repeat(1_000) + "1]";
        api.post(ACTIONS, body("push", many, List.of(store), true)).expect(400);
        api.post(ACTIONS, "{\"action\":\"push\",\"filter\":{},\"connectionIds\":[" + "1,".repeat(1_000) + "1]}")
                .expect(400);
        api.post(ACTIONS, "{\"action\":\"push\",\"filter\":{\"search\":\"" + "x".repeat(201) + "\"}}")
                .expect(400);
    }
}
