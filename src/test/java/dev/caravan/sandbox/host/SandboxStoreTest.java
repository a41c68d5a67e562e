package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.SandboxHosting;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.SandboxWrite;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxStoreTest {

    private final SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Shop <b>"));
    private final Client client = new Client(store);

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void onlyOneOfManyParallelCreatesWinsASku() {
        List<CompletableFuture<HttpResponse<String>>> creates = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            creates.add(client.sendAsync("POST", "products", i % 2 == 0 ? "{'sku':'One'}" : "{'sku':'ONE'}"));
        }

        assertThat(creates.stream().filter(create -> create.join().statusCode() == 201))
                .hasSize(1);
        assertThat(store.productCount()).isEqualTo(1);
        assertThat(store.writes()).extracting(SandboxWrite::operation).containsExactly("create");
    }

    /** As the recorded store did with tags, in 7 of 30 rounds. */
    @Test
    void twoWritesAtATimeMakeANewOptionTwice() throws Exception {
        long colour = store.seedAttribute("Colour");
        String product = "{'name':'A','attributes':[{'id':" + colour + ",'options':['Red']}]}";
        store.faults().latencyPerItem(Duration.ofMillis(500));
        CompletableFuture<HttpResponse<String>> one = client.sendAsync("POST", "products", product);
        CompletableFuture<HttpResponse<String>> other = client.sendAsync("POST", "products", product);
        CompletableFuture.allOf(one, other).join();
        store.faults().latencyPerItem(Duration.ZERO);

        assertThat(store.options(colour))
                .extracting(option ->
                        option.path("name").asText() + " " + option.path("slug").asText())
                .containsExactly("Red red", "Red red-2");
        HttpResponse<String> again =
                client.send("POST", "products/attributes/" + colour + "/terms/batch", "{'create':[{'name':'RED'}]}");
        assertThat(Json.MAPPER
                        .readTree(again.body())
                        .path("create")
                        .path(0)
                        .path("error")
                        .path("data")
                        .path("resource_id")
                        .asLong())
                .isEqualTo(store.options(colour).get(0).path("id").asLong());
        client.send("POST", "products", product);
        assertThat(store.options(colour)).hasSize(2);
    }

    @Test
    void aCallFindsTheOptionsThatItHasMadeItself() throws Exception {
        long colour = store.seedAttribute("Colour");
        String product = "{'name':'A','attributes':[{'id':" + colour + ",'options':['Red']}]}";

        client.batch("{'create':[" + product + "," + product + "]}");

        assertThat(store.options(colour)).hasSize(1);
    }

    @Test
    void aFreedSkuCanBeTakenAgain() throws Exception {
        long id = store.seedProduct(Json.object().put("sku", "A"));
        client.send("PUT", "products/" + id, "{'sku':'B'}");

        assertThat(client.send("POST", "products", "{'sku':'a'}").statusCode()).isEqualTo(201);
        store.removeProduct(id);
        assertThat(client.send("POST", "products", "{'sku':'b'}").statusCode()).isEqualTo(201);
        assertThat(store.productBySku("A")).isPresent();
    }

    @Test
    void remembersCallsAndWhatTheyChanged() throws Exception {
        long id = store.seedProduct(Json.object().put("sku", "A"));
        client.batch("{'create':[{'sku':'B'},{'sku':'a'}],'update':[{'id':" + id + ",'regular_price':'5'}],"
                + "'delete':[" + id + "]}");

        assertThat(store.writes()).extracting(SandboxWrite::operation).containsExactly("create", "update", "delete");
        assertThat(store.writes().get(1).fields().path("regular_price").asText())
                .isEqualTo("5");
        SandboxCall call = store.calls().get(0);
        assertThat(List.of(call.creates(), call.updates(), call.deletes())).containsExactly(2, 1, 1);
        store.clearCalls();
        assertThat(store.callCount()).isZero();
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void countsHowOftenEachImageIsDownloaded() throws Exception {
        long id = store.seedProduct(Json.object().put("sku", "A"));
        client.send("PUT", "products/" + id, "{'images':[{'src':'https://cdn.example/a.jpg'}]}");
        client.send("PUT", "products/" + id, "{'images':[{'src':'https://cdn.example/a.jpg'}]}");
        long image = store.product(id)
                .orElseThrow()
                .path("images")
                .path(0)
                .path("id")
                .asLong();
        client.send("PUT", "products/" + id, "{'images':[{'id':" + image + "}]}");
        client.send("PUT", "products/" + id, "{'images':[{'src':'https://cdn.example/b.jpg'}]}");

        assertThat(store.imageDownloads())
                .isEqualTo(Map.of("https://cdn.example/a.jpg", 2, "https://cdn.example/b.jpg", 1));
        store.clearCalls();
        assertThat(store.imageDownloads()).isEmpty();
    }

    @Test
    void termsAreNoProductsInTheCallsAndShowTheirNewName() throws Exception {
        long category = store.seedCategory("Shirts");
        long id = store.seedProduct(Given.json("{'categories':[{'id':" + category + "}]}"));

        client.send("PUT", "products/categories/" + category, "{'name':'Blouses'}");
        assertThat(store.product(id)
                        .orElseThrow()
                        .path("categories")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("Blouses");
        client.send("DELETE", "products/categories/" + category + "?force=true", "");

        assertThat(store.product(id)
                        .orElseThrow()
                        .path("categories")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("Uncategorized");
        assertThat(store.calls()).allMatch(call -> call.creates() + call.updates() + call.deletes() == 0);
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void aStoreOnPlainHttpTakesSignaturesOnly() throws Exception {
        try (SandboxStore plain =
                SandboxStore.start(SandboxSettings.forTests("Plain").withHosting(SandboxHosting.PLAIN_HTTP))) {
            assertThat(new Client(plain).send("GET", "products", "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTurnedKeyIsUnknown() throws Exception {
        store.setCredentials("ck_new", "cs_new");

        assertThat(client.send("GET", "products", "").statusCode()).isEqualTo(401);
        assertThat(new Client(store).send("GET", "products", "").statusCode()).isEqualTo(200);
    }

    @Test
    void neverShowsKeysInItsCalls() throws Exception {
        client.send("GET", "products?consumer_key=ck_1&consumer_secret=cs_1", "");

        assertThat(store.calls().get(0).query()).doesNotContain("ck_1").doesNotContain("cs_1");
    }

    @Test
    void thePageIsForPeopleAndRunsNothingOfOthers() throws Exception {
        HttpResponse<String> page = client.send("GET", "/", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("not a real shop")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(client.send("GET", "/sandbox/page.js", "").body())
                .contains("textContent")
                .doesNotContain("innerHTML");
        assertThat(client.send("GET", "/sandbox/page.css", "").statusCode()).isEqualTo(200);
    }

    @Test
    void listsProductsNewestChangeFirst() throws Exception {
        long first = store.seedProduct(Json.object().put("sku", "A"));
        store.seedProduct(Json.object().put("sku", "B"));
        client.send("PUT", "products/" + first, "{'regular_price':'5'}");

        JsonNode list = Json.MAPPER.readTree(
                client.send("GET", "/sandbox/products?limit=1&_fields=sku", "").body());

        assertThat(list.path("store").asText()).isEqualTo("Shop <b>");
        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.path("products").toString()).isEqualTo("[{\"sku\":\"A\"}]");
    }

    @Test
    void findsAProductBySkuForPeople() throws Exception {
        store.seedProduct(Json.object().put("sku", "A b"));
        store.seedProduct(Json.object().put("sku", "C"));

        JsonNode found = Json.MAPPER.readTree(
                client.send("GET", "/sandbox/products?sku=a+B", "").body());
        JsonNode none = Json.MAPPER.readTree(
                client.send("GET", "/sandbox/products?sku=D", "").body());

        assertThat(found.path("products")).hasSize(1);
        assertThat(found.at("/products/0/sku").asText()).isEqualTo("A b");
        assertThat(none.path("products")).isEmpty();
    }

    @Test
    void itsInboxKeepsTheLastHundredMessagesAndNothingElse() throws Exception {
        for (int i = 1; i <= 101; i++) {
            assertThat(client.send("POST", "/sandbox/inbox", "{'number':" + i + "}")
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(client.send("POST", "/sandbox/inbox", "no JSON").statusCode())
                .isEqualTo(400);
        assertThat(client.send("POST", "/sandbox/inbox", "'" + "x".repeat(65_536) + "'")
                        .statusCode())
                .isEqualTo(413);

        JsonNode inbox =
                Json.MAPPER.readTree(client.send("GET", "/sandbox/inbox", "").body());

        assertThat(inbox.path("total").asInt()).isEqualTo(101);
        assertThat(inbox.path("received")).hasSize(100);
        assertThat(inbox.at("/received/0/body/number").asInt()).isEqualTo(101);
        assertThat(inbox.at("/received/99/body/number").asInt()).isEqualTo(2);
        assertThat(inbox.at("/received/0/headers/content-type").asText()).isEqualTo("application/json");
    }

    @Test
    void aHundredThousandProductsFitAndStayFast() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            store.seedProduct(
                    Json.object().put("name", "Product").put("sku", "S-" + i).put("regular_price", "1.00"));
        }
        ObjectNode batch = Json.object();
        ArrayNode updates = batch.putArray("update");
        for (ObjectNode product : store.products().subList(0, 100)) {
            updates.addObject().put("id", product.path("id").asLong()).put("regular_price", "2.00");
        }

        long started = System.nanoTime();
        JsonNode answer = client.batch(batch.toString());

        assertThat(answer.path("update")).hasSize(100);
        assertThat((System.nanoTime() - started) / 1_000_000).as("milliseconds").isLessThan(3_000);
    }
}
