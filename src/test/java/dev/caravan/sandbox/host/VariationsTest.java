package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.SandboxWrite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariationsTest {

    private final SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Variations"));
    private final Client client = new Client(store);

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void aHundredAndOneItemsAreRefusedAsAWhole() throws Exception {
        long parent = shirt();
        ObjectNode batch = Json.object();
        ArrayNode creates = batch.putArray("create");
        for (int i = 0; i < 60; i++) {
            creates.addObject().put("sku", "V-" + i);
        }
        ArrayNode deletes = batch.putArray("delete");
        for (int i = 0; i < 41; i++) {
            deletes.add(1_000 + i);
        }

        assertThat(client.send("POST", batchOf(parent), batch.toString()).statusCode())
                .isEqualTo(413);
        assertThat(store.variations(parent)).isEmpty();
    }

    @Test
    void anEmptyOptionIsAny() throws Exception {
        long parent = shirt();

        JsonNode made = batch(
                        parent,
                        "{'create':[{'attributes':[{'name':'Size','option':''}]},{'attributes':[]},"
                                + "{'attributes':[{'name':'Size','option':'S'}]}]}")
                .path("create");

        assertThat(made.path(0).path("attributes")).isEmpty();
        assertThat(made.path(1).path("attributes")).isEmpty();
        assertThat(made.path(2).path("attributes")).hasSize(1);
    }

    /** As a WooCommerce of 10.2.4 does: what is hidden stays, also after a write of an empty list. */
    @Test
    void anOptionIsHiddenWhileTheParentDoesNotVaryInIt() throws Exception {
        long parent = shirt();
        long id = store.seedVariation(parent, Given.json("{'attributes':[{'name':'Size','option':'S'}]}"));
        String address = "products/" + parent + "/variations/" + id;
        String sizes = "{'attributes':[{'name':'Size','options':['S','M'],'variation':%s}]}";

        client.send("PUT", "products/" + parent, "{'attributes':[]}");
        assertThat(store.variations(parent).get(0).path("attributes")).isEmpty();
        assertThat(store.variations(parent).get(0).path("name").asText()).isEmpty();
        client.send("PUT", address, "{'attributes':[],'regular_price':'7'}");
        client.send("PUT", "products/" + parent, sizes.formatted(false));
        assertThat(store.variations(parent).get(0).path("attributes")).isEmpty();
        client.send("PUT", "products/" + parent, sizes.formatted(true));
        assertThat(store.variations(parent).get(0).path("name").asText()).isEqualTo("S");

        client.send("PUT", address, "{'attributes':[{'name':'Size','option':''}]}");
        assertThat(store.variations(parent).get(0).path("attributes")).isEmpty();
    }

    @Test
    void itemsOfABatchAreNotValidated() throws Exception {
        long parent = shirt();

        JsonNode answer = batch(
                parent,
                "{'create':[{'regular_price':12.5,'status':'online','stock_quantity':'many',"
                        + "'manage_stock':true}]}");

        JsonNode made = answer.path("create").path(0);
        assertThat(made.path("regular_price").asText()).isEqualTo("12.5");
        assertThat(made.path("status").asText()).isEqualTo("draft");
        assertThat(made.path("stock_quantity").asInt()).isZero();
    }

    @Test
    void callsAndWritesTellVariationsApart() throws Exception {
        long parent = shirt();

        batch(parent, "{'create':[{'sku':'V-1','regular_price':'5'},{'sku':'v-1'}]}");
        long id = store.productBySku("V-1").orElseThrow().path("id").asLong();
        client.send("PUT", "products/" + parent + "/variations/" + id, "{'regular_price':'6'}");
        client.send("DELETE", "products/" + parent + "/variations/" + id, "");

        assertThat(store.writes()).extracting(SandboxWrite::operation).containsExactly("create", "update", "trash");
        assertThat(store.writes()).allMatch(SandboxWrite::isVariation).allMatch(write -> write.parentId() == parent);
        assertThat(store.writes().get(1).fields().toString()).isEqualTo("{\"regular_price\":\"6\"}");
        assertThat(store.calls())
                .extracting(call -> List.of(call.creates(), call.updates(), call.deletes()))
                .containsExactly(List.of(2, 0, 0), List.of(0, 1, 0), List.of(0, 0, 1));
    }

    @Test
    void aSkuIsOneProductsOrOneVariations() throws Exception {
        long parent = shirt();
        batch(parent, "{'create':[{'sku':'V-1'}]}");

        assertThat(client.send("POST", "products", "{'sku':'v-1'}").statusCode())
                .isEqualTo(400);
        long variation = store.variations(parent).get(0).path("id").asLong();
        store.removeVariation(parent, variation);
        assertThat(client.send("POST", "products", "{'sku':'v-1'}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void anEmptyImageIsTakenOff() throws Exception {
        long parent = shirt();
        long id = store.seedVariation(parent, Given.json("{'image':{'src':'https://cdn.example/red.jpg'}}"));
        String address = "products/" + parent + "/variations/" + id;
        assertThat(store.variations(parent).get(0).path("image").path("src").asText())
                .endsWith("/red.jpg");

        client.send("PUT", address, "{'image':{}}");

        assertThat(store.variations(parent).get(0).path("image").isNull()).isTrue();
        assertThat(client.send("PUT", address, "{'image':{'id':99999}}").body())
                .contains("woocommerce_variation_invalid_image_id");
    }

    @Test
    void whatAVariationLacksIsItsParents() throws Exception {
        long parent = shirt();
        client.send("PUT", "products/" + parent, "{'manage_stock':true,'stock_quantity':3,'weight':'0.4'}");
        store.seedVariation(parent, Given.json("{'sku':'V-1'}"));

        ObjectNode variation = store.productBySku("V-1").orElseThrow();

        assertThat(variation.path("manage_stock").asText()).isEqualTo("parent");
        assertThat(variation.path("stock_quantity").asInt()).isEqualTo(3);
        assertThat(variation.path("weight").asText()).isEqualTo("0.4");
    }

    @Test
    void variationsAndTermsSurviveARestart(@TempDir Path folder) {
        SandboxSettings kept = new SandboxSettings("Kept", 0, "ck_1", "cs_1", folder.resolve("journal.jsonl"));
        long parent;
        try (SandboxStore before = SandboxStore.start(kept)) {
            long color = before.seedAttribute("Color");
            parent = before.seedProduct(Given.json(
                    "{'type':'variable','attributes':[{'id':" + color + ",'variation':true,'options':['Red']}]}"));
            before.seedVariation(
                    parent,
                    Given.json("{'sku':'V-1','attributes':[{'id':" + color + ",'option':'red'}],"
                            + "'image':{'src':'https://cdn.example/red.jpg'}}"));
            before.seedVariation(parent, Given.json("{'sku':'V-2'}"));
            before.removeVariation(
                    parent, before.variations(parent).get(1).path("id").asLong());
        }

        try (SandboxStore after = SandboxStore.start(kept)) {
            assertThat(after.variations(parent))
                    .extracting(v -> v.path("sku").asText())
                    .containsExactly("V-1");
            JsonNode attribute =
                    after.variations(parent).get(0).path("attributes").path(0);
            assertThat(attribute.path("option").asText()).isEqualTo("Red");
            assertThat(after.products()).hasSize(1);
        }
    }

    @Test
    void tenThousandVariationsOfOneProductStayFast() throws Exception {
        long parent = shirt();
        for (int i = 0; i < 10_000; i++) {
            store.seedVariation(
                    parent, Json.object().put("sku", "V-" + i).put("regular_price", String.valueOf(10_000 - i)));
        }
        ObjectNode batch = Json.object();
        ArrayNode updates = batch.putArray("update");
        for (ObjectNode variation : store.variations(parent).subList(0, 100)) {
            updates.addObject().put("id", variation.path("id").asLong()).put("regular_price", "20000");
        }

        long started = System.nanoTime();
        JsonNode answer = batch(parent, batch.toString());
        String product = client.send("GET", "products/" + parent, "").body();

        assertThat((System.nanoTime() - started) / 1_000_000).as("milliseconds").isLessThan(3_000);
        assertThat(answer.path("update")).hasSize(100);
        assertThat(Json.MAPPER.readTree(product).path("price").asText()).isEqualTo("1");
        assertThat(Json.MAPPER.readTree(product).path("variations")).hasSize(10_000);
    }

    private long shirt() {
        return store.seedProduct(Given.json("{'name':'Shirt','type':'variable','sku':'SHIRT','attributes':"
                + "[{'name':'Size','variation':true,'options':['S','M']}]}"));
    }

    private JsonNode batch(long parent, String body) throws Exception {
        return Json.MAPPER.readTree(client.send("POST", batchOf(parent), body).body());
    }

    private static String batchOf(long parent) {
        return "products/" + parent + "/variations/batch";
    }
}
