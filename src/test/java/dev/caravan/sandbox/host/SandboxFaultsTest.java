package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxFaultsTest {

    private final SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Faults"));
    private final Client client = new Client(store);

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void dropAfterApplyingAppliesAndEndsTheConnection() {
        store.faults().next(1, SandboxFault.dropAfterApplying());

        assertThatThrownBy(() -> client.send("POST", "products", "{'name':'A','sku':'A'}"))
                .isInstanceOf(IOException.class);

        assertThat(store.productBySku("a")).isPresent();
        assertThat(store.calls()).extracting(SandboxCall::status).containsExactly(0);
    }

    @Test
    void dropBeforeApplyingAppliesNothing() throws Exception {
        store.faults().next(1, SandboxFault.dropBeforeApplying());

        assertThatThrownBy(() -> client.send("POST", "products", "{'name':'A','sku':'A'}"))
                .isInstanceOf(IOException.class);

        assertThat(store.products()).isEmpty();
        assertThat(client.send("POST", "products", "{'name':'A','sku':'A'}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void losesTheAnswersToCreatesOnly() throws Exception {
        store.faults().always(SandboxFault.dropAfterApplying(), SandboxScope.CREATES);

        assertThatThrownBy(() -> client.send("POST", "products/batch", "{'create':[{'sku':'A'}]}"))
                .isInstanceOf(IOException.class);

        long id = store.productBySku("A").orElseThrow().path("id").asLong();
        String update = "{'create':[],'update':[{'id':" + id + ",'name':'B'}]}";
        assertThat(client.send("POST", "products/batch", update).statusCode()).isEqualTo(200);
    }

    @Test
    void hangHoldsTheCallAndThenEndsItWithoutAnAnswer() {
        Instant started = Instant.now();
        store.faults().next(1, SandboxFault.hang(Duration.ofMillis(300)));

        assertThatThrownBy(() -> client.send("POST", "products", "{'name':'A'}"))
                .isInstanceOf(IOException.class);

        assertThat(Duration.between(started, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(store.products()).isEmpty();
    }

    @Test
    void hangAfterApplyingAppliesBeforeItHangs() {
        store.faults().next(1, SandboxFault.hangAfterApplying(Duration.ofMinutes(5)));

        CompletableFuture<HttpResponse<String>> call = client.sendAsync("POST", "products", "{'name':'A','sku':'A'}");

        await().until(() -> store.productBySku("A").isPresent());
        assertThat(call).isNotDone();
        store.close();
        await().atMost(Duration.ofSeconds(5)).until(call::isCompletedExceptionally);
    }

    @Test
    void truncatedAnswersCannotBeReadToTheEnd() {
        store.faults().next(1, SandboxFault.truncated());

        assertThatThrownBy(() -> client.send("POST", "products", "{'name':'A','sku':'A'}"))
                .isInstanceOf(IOException.class);

        assertThat(store.productBySku("A")).isPresent();
    }

    @Test
    void manglesOnlyTheAnswer() throws Exception {
        store.faults()
                .next(1, SandboxFault.mangled(SandboxFault.Mangling.EMPTY))
                .next(1, SandboxFault.mangled(SandboxFault.Mangling.WRONG_CONTENT_TYPE))
                .next(1, SandboxFault.mangled(SandboxFault.Mangling.BYTE_ORDER_MARK))
                .next(1, SandboxFault.mangled(SandboxFault.Mangling.ITEM_MISSING))
                .next(1, SandboxFault.mangled(SandboxFault.Mangling.ITEM_WITHOUT_ID));

        assertThat(create("A", "B").body()).isEmpty();
        assertThat(create("C", "D").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/html");
        assertThat(create("E", "F").body()).startsWith("\uFEFF{");
        assertThat(created(create("G", "H"))).hasSize(1);
        assertThat(created(create("I", "J"))).hasSize(2).noneMatch(item -> item.has("id"));
        assertThat(store.products()).hasSize(10);
        assertThat(created(create("K", "L"))).hasSize(2).allMatch(item -> item.has("id"));
    }

    private HttpResponse<String> create(String first, String second) throws Exception {
        return client.send("POST", "products/batch", "{'create':[{'sku':'" + first + "'},{'sku':'" + second + "'}]}");
    }

    private static JsonNode created(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body()).path("create");
    }

    @Test
    void lateCallsDoTheirWorkThoughNobodyListens() {
        store.faults().next(1, SandboxFault.late(Duration.ofSeconds(1)));

        CompletableFuture<HttpResponse<String>> call = client.sendAsync("POST", "products", "{'name':'A','sku':'A'}");
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> store.callsUnderWay() == 1);
        assertThat(store.products()).isEmpty();

        await().until(() -> store.productBySku("A").isPresent());
        await().until(() -> store.callsUnderWay() == 0);
        await().until(call::isCompletedExceptionally);
    }

    @Test
    void stallsAtAProductAndDiesThere() throws Exception {
        store.faults().stallSku("b", Duration.ofMillis(200));
        Instant started = Instant.now();

        HttpResponse<String> answer =
                client.send("POST", "products/batch", "{'create':[{'sku':'A'},{'sku':'B'},{'sku':'C'}]}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Duration.between(started, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(store.products()).extracting(p -> p.path("sku").asText()).containsExactly("A");
    }

    @Test
    void tellsHowLongToWaitOnlyWhenToldSo() throws Exception {
        store.faults()
                .next(1, SandboxFault.status(503))
                .next(1, SandboxFault.status(429, "7"))
                .next(1, SandboxFault.status(429));

        assertThat(retryAfter()).isEqualTo("600");
        assertThat(retryAfter()).isEqualTo("7");
        assertThat(retryAfter()).isEmpty();
        assertThat(client.send("GET", "products", "").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsHitOnlyTheirScope() throws Exception {
        store.faults().always(SandboxFault.status(502), SandboxScope.BATCHES);

        assertThat(client.send("POST", "products/batch", "{}").statusCode()).isEqualTo(502);
        assertThat(client.send("POST", "products", "{'name':'A'}").statusCode()).isEqualTo(201);
        store.faults().clear();
        assertThat(client.send("POST", "products/batch", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void noMoreCallsRunAtOnceThanThereAreWorkers() throws Exception {
        store.faults().workers(2).latencyPerCall(Duration.ofMillis(150));
        Instant started = Instant.now();

        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(client.sendAsync("GET", "products", ""));
        }
        calls.forEach(CompletableFuture::join);

        assertThat(Duration.between(started, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(450));
        assertThat(calls).allMatch(call -> call.join().statusCode() == 200);
    }

    @Test
    void eachItemOfABatchTakesItsTime() throws Exception {
        store.faults().latencyPerItem(Duration.ofMillis(60));
        Instant started = Instant.now();

        client.batch("{'create':[{'name':'A'},{'name':'B'},{'name':'C'}]}");

        assertThat(Duration.between(started, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(180));
    }

    @Test
    void poisonStopsABatchInTheMiddle() throws Exception {
        store.faults().poisonSku("b");

        HttpResponse<String> answer =
                client.send("POST", "products/batch", "{'create':[{'sku':'A'},{'sku':'B'},{'sku':'C'}]}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Json.MAPPER.readTree(answer.body()).path("code").asText()).isEqualTo("internal_server_error");
        assertThat(store.products()).extracting(p -> p.path("sku").asText()).containsExactly("A");
    }

    @Test
    void poisonAlsoMeetsUpdatesThatDoNotNameTheSku() throws Exception {
        long id = store.seedProduct(Json.object().put("sku", "B"));
        store.faults().poisonSku("B");

        assertThat(client.send("PUT", "products/" + id, "{'regular_price':'1'}").statusCode())
                .isEqualTo(500);
    }

    @Test
    void refusedSkusAreErrorsInsideABatch() throws Exception {
        store.faults().refuseSku("B", "plugin_says_no", "Not this one.");

        JsonNode created = client.batch("{'create':[{'sku':'A'},{'sku':'B'}]}").path("create");

        assertThat(created.path(0).path("sku").asText()).isEqualTo("A");
        assertThat(created.path(1).path("error").path("code").asText()).isEqualTo("plugin_says_no");
        assertThat(created.path(1).path("error").path("data").path("status").asInt())
                .isEqualTo(400);
    }

    @Test
    void aProductThatIsRefusedAboveAPriceIsTakenAtALowerOne() throws Exception {
        store.faults().refuseSku("B", "too_dear", "Nothing above 125.00", new BigDecimal(125));

        assertThat(client.send("POST", "products", "{'sku':'B','regular_price':'125.01'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send("POST", "products", "{'sku':'B','regular_price':'125.00'}")
                        .statusCode())
                .isEqualTo(201);
        long id = store.productBySku("B").orElseThrow().path("id").asLong();
        assertThat(client.send("PUT", "products/" + id, "{'regular_price':'126'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send("PUT", "products/" + id, "{'name':'C'}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void switchesCanBeSetAndReadOverHttp() throws Exception {
        String plan = "{'workers':3,'latency_per_item_ms':5,'next':[{'times':2,'fault':{'type':'status','code':503}}],"
                + "'always':{'fault':{'type':'drop','applied':true},'scope':'batches'},'poison':['X']}";

        JsonNode set =
                Json.MAPPER.readTree(client.send("PUT", "/sandbox/faults", plan).body());

        assertThat(set)
                .isEqualTo(Json.MAPPER.readTree(
                        client.send("GET", "/sandbox/faults", "").body()));
        assertThat(set.path("workers").asInt()).isEqualTo(3);
        assertThat(set.path("next").path(0).path("fault").path("retry_after").asText())
                .isEqualTo("600");
        assertThat(client.send("GET", "products", "").statusCode()).isEqualTo(503);
        assertThat(client.send("PUT", "/sandbox/faults", "{'always':{'fault':{'type':'?'}}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send("GET", "products", "").statusCode()).isEqualTo(503);
        assertThat(client.send("GET", "products", "").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsItsSwitchesAsTheyWereSet() throws Exception {
        String plan = "{'next':[{'times':1,'fault':{'type':'mangled','how':'item_missing'},'scope':'BATCHES'},"
                + "{'times':2,'fault':{'type':'late','ms':9},'scope':'ANY'}],'stall':[{'sku':'y','ms':7}]}";

        client.send("PUT", "/sandbox/faults", plan);

        JsonNode told =
                Json.MAPPER.readTree(client.send("GET", "/sandbox/faults", "").body());
        JsonNode set = Json.MAPPER.readTree(plan.replace('\'', '"'));
        assertThat(told.path("stall")).isEqualTo(set.path("stall"));
        assertThat(told.path("next")).hasSize(2);
        assertThat(told.path("next").path(0).path("fault"))
                .isEqualTo(set.path("next").path(0).path("fault"));
        assertThat(told.path("next").path(1).path("fault"))
                .isEqualTo(set.path("next").path(1).path("fault"));
    }

    private String retryAfter() throws Exception {
        return client.send("GET", "products", "")
                .headers()
                .firstValue("Retry-After")
                .orElse("");
    }
}
