package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Images: brought to a store once, by id from then on, in a lane of their own. */
@SyncTest
class ImagesTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Connected store;
    private long red;
    private long green;

    @BeforeEach
    void twoImages() {
        store = shop.connect();
        red = image();
        green = image();
    }

    /** The product itself came by before and after it had other images for a while; their own lane came by in between. */
    @Test
    void takesBackWhatItsOwnLaneHasSentInBetween() {
        Item shirt = shop.product(assets(red, green));
        shop.export(store, shirt);
        awaitUntil(() -> images(shirt).size() == 2);
        shop.awaitQuiet(store);
        setImages(shirt, red);
        jdbc.sql(
                        "UPDATE woocommerce_product_sync SET wanted = wanted + 1, due_at = now() WHERE lane = 'images' AND product_id = ?")
                .param(shirt.id())
                .update();
        awaitUntil(() -> images(shirt).size() == 1);
        setImages(shirt, red, green);

        shop.price(shirt, "11.00");

        shop.awaitField(store, shirt, "regular_price", "11.00");
        shop.awaitQuiet(store);
        assertThat(images(shirt)).hasSize(2);
    }

    /** No event tells of it. */
    private void setImages(Item product, Long... images) {
        jdbc.sql("UPDATE product SET asset_ids = :images WHERE id = :id")
                .param("images", images)
                .param("id", product.id())
                .update();
    }

    @Test
    void bringsImagesInTheirOrderAfterTheProduct() {
        Item shirt = shop.product(assets(red, green));

        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");

        assertThat(images(shirt))
                .extracting(image -> image.path("alt").asText())
                .containsExactly(alt(red), alt(green));
        assertThat(store.store().writes()).extracting(SandboxWrite::operation).containsExactly("create", "update");
        assertThat(store.store().writes().get(0).fields().has("images")).isFalse();
        assertThat(shop.logs(store, "&productId=" + shirt.id())
                        .path(0)
                        .path("fields")
                        .toString())
                .isEqualTo("[\"assets\"]");
    }

    @Test
    void downloadsAnImageOfManyProductsOnce() {
        List<Item> shirts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            shirts.add(shop.product(assets(red)));
        }

        shop.export(store, shirts);
        shop.awaitQuiet(store);

        assertThat(downloads()).isEqualTo(1);
        assertThat(shirts).allSatisfy(shirt -> assertThat(images(shirt)).hasSize(1));
    }

    /** The store downloads each image before it answers. */
    @Test
    void bringsTheImagesOfFewProductsInOneCall() {
        List<Item> shirts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            shirts.add(shop.product(assets(image())));
        }
        shop.export(store, shirts);
        shop.awaitQuiet(store);

        assertThat(store.store().calls())
                .filteredOn(call -> call.updates() > 0)
                .isNotEmpty()
                .allMatch(call -> call.updates() <= 5);
        assertThat(shirts).allSatisfy(shirt -> assertThat(images(shirt)).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void takesWhatALostCallHasBroughtInsteadOfBringingItAgain(SandboxFault fault) {
        Item shirt = shop.product("\"tags\":[]");
        shop.export(store, shirt);
        store.store().clearCalls();
        store.store().faults().next(1, fault, SandboxScope.BATCHES);

        shop.change(shirt, "{" + assets(red, green) + "}");
        awaitUntil(() -> ids(shirt).size() == 2);
        shop.awaitQuiet(store);

        assertThat(downloads()).isEqualTo(2);
        List<Long> ids = ids(shirt);
        Item other = shop.product(assets(green));
        shop.export(store, other);
        shop.awaitStatus(store, other, "synced");
        assertThat(ids(other)).containsExactly(ids.get(1));
        assertThat(downloads()).isEqualTo(2);
    }

    static Stream<SandboxFault> lostAnswers() {
        return Stream.of(SandboxFault.dropAfterApplying(), SandboxFault.statusAfterApplying(502));
    }

    @Test
    void changesOrderAndRemovesWithoutADownload() {
        Item shirt = shop.product(assets(red, green));
        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");
        List<Long> ids = ids(shirt);
        store.store().clearCalls();

        shop.change(shirt, "{" + assets(green, red) + "}");
        awaitUntil(() -> ids(shirt).equals(List.of(ids.get(1), ids.get(0))));
        shop.change(shirt, "{\"assets\":[]}");
        awaitUntil(() -> ids(shirt).isEmpty());
        shop.change(shirt, "{" + assets(red) + "}");
        awaitUntil(() -> ids(shirt).equals(List.of(ids.get(0))));

        assertThat(downloads()).isZero();
    }

    /** The same picture under another name: stores show the name as alternative text. */
    @Test
    void changesTheAlternativeTextWithoutADownload() {
        String address = "https://cdn.example/named-%d.jpg".formatted(NUMBER.incrementAndGet());
        long front = named(address, "Front.jpg");
        long back = named(address, "Back.jpg");
        Item shirt = shop.product(assets(front));
        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");
        List<Long> ids = ids(shirt);
        assertThat(images(shirt).get(0).path("alt").asText()).isEqualTo("Front");

        shop.change(shirt, "{" + assets(back) + "}");

        awaitUntil(() -> images(shirt).get(0).path("alt").asText().equals("Back"));
        assertThat(ids(shirt)).isEqualTo(ids);
        assertThat(downloads()).isEqualTo(1);
    }

    /** A plain text, of which a store would take tags, percent codes and backslashes. */
    @Test
    void showsAnAlternativeTextThatLooksLikeMarkupAsItWasWritten() {
        long cable = named("https://cdn.example/cable-%d.jpg".formatted(NUMBER.incrementAndGet()), "Cable");
        api.patch("/assets/" + cable, "{\"altText\":\"Cable <USB-C> \\\\o/ 20%ab &lt;\"}")
                .expect(200);
        Item shirt = shop.product(assets(cable));

        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");

        assertThat(images(shirt).get(0).path("alt").asText()).isEqualTo("Cable &lt;USB-C&gt; \\o/ 20&#37;ab &amp;lt;");
    }

    /** A dot in a name may be a decimal point; the alternative text is a field of its own. */
    @Test
    void showsTheAlternativeTextOrTheWholeName() {
        String address = "https://cdn.example/cup-%d.jpg".formatted(NUMBER.incrementAndGet());
        long cup = named(address, "Cup 0.5 l");
        Item shirt = shop.product(assets(cup));
        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");
        assertThat(images(shirt).get(0).path("alt").asText()).isEqualTo("Cup 0.5 l");

        api.patch("/assets/" + cup, "{\"altText\":\"A cup of half a litre\"}").expect(200);

        awaitUntil(() -> images(shirt).get(0).path("alt").asText().equals("A cup of half a litre"));
        assertThat(images(shirt).get(0).path("name").asText()).isEqualTo("Cup 0.5 l");
        assertThat(downloads()).isEqualTo(1);
    }

    /** WooCommerce refuses an image whose address has no extension, and follows a redirect to it. */
    @Test
    void leadsStoresToAFileWhoseAddressHasNoExtension() throws Exception {
        String address = "https://my_cdn.example/media/129816?s=612&n=" + NUMBER.incrementAndGet();
        long image = api.post("/assets", "{\"url\":\"%s\",\"mimeType\":\"image/jpeg\"}".formatted(address))
                .expect(201)
                .id();
        Item shirt = shop.product(assets(image));

        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");

        assertThat(images(shirt)).hasSize(1);
        String asked = store.store().imageDownloads().keySet().iterator().next();
        assertThat(asked).matches(".*/assets/" + image + "/file/[0-9a-f]{32}/129816\\.jpg");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(asked)).build(), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(address);
    }

    /** As one from before types were looked at, or out of an upload. */
    @Test
    void saysThatTheTypeOfAnImageIsNotKnown() {
        long unknown = image();
        setType(unknown, "application/octet-stream");
        Item shirt = shop.product(assets(red, unknown));

        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "error");

        assertThat(store.shows(shirt)).isPresent();
        assertThat(shop.deadLetters(store, "").path(0).path("code").asText()).isEqualTo("image_type_unknown");

        api.patch("/assets/" + unknown, "{\"mimeType\":\"image/jpeg\"}").expect(200);
        awaitUntil(() -> images(shirt).size() == 2);
        shop.awaitStatus(store, shirt, "synced");
    }

    private void setType(long asset, String type) {
        jdbc.sql("UPDATE asset SET mime_type = ? WHERE id = ?")
                .params(type, asset)
                .update();
    }

    /** The store makes another name of the file. */
    @Test
    void takesWhatALostCallHasBroughtWhateverItsAddressIs() {
        String address = "https://cdn.example/größe 5 & (%d).jpg".formatted(NUMBER.incrementAndGet());
        long image = named(address, "Red");
        Item shirt = shop.product("\"tags\":[]");
        shop.export(store, shirt);
        store.store().faults().next(1, SandboxFault.dropAfterApplying(), SandboxScope.BATCHES);

        shop.change(shirt, "{" + assets(image) + "}");
        awaitUntil(() -> ids(shirt).size() == 1);
        shop.awaitQuiet(store);

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void takesWhatALostCallHasBroughtWhateverItsTextsAre() {
        String address = "https://cdn.example/texts-%d.jpg".formatted(NUMBER.incrementAndGet());
        long image = api.post(
                        "/assets", "{\"url\":\"%s\",\"altText\":\"Salt & pepper, 3\\\" x 5\\\"\"}".formatted(address))
                .expect(201)
                .id();
        Item shirt = shop.product("\"tags\":[]");
        shop.export(store, shirt);
        store.store().clearCalls();
        store.store().faults().next(1, SandboxFault.dropAfterApplying(), SandboxScope.BATCHES);

        shop.change(shirt, "{" + assets(image) + "}");
        awaitUntil(() -> ids(shirt).size() == 1);
        shop.awaitQuiet(store);

        assertThat(images(shirt).get(0).path("alt").asText()).isEqualTo("Salt &amp; pepper, 3&quot; x 5&quot;");
        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void sendsNoImageAgainWithAPrice() {
        Item shirt = shop.product(assets(red));
        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");
        store.store().clearCalls();

        shop.price(shirt, "12.00");
        shop.awaitField(store, shirt, "regular_price", "12.00");
        shop.awaitQuiet(store);

        assertThat(store.store().writes())
                .isNotEmpty()
                .noneMatch(write -> write.fields().has("images"));
        assertThat(images(shirt)).hasSize(1);
    }

    @Test
    void downloadsNoImageAgainWithAFullExport() {
        Item shirt = shop.product(assets(red));
        shop.export(store, shirt);
        shop.awaitQuiet(store);
        long id = images(shirt).get(0).path("id").asLong();
        store.store().clearCalls();

        shop.export(store, shirt);
        shop.awaitQuiet(store);

        assertThat(downloads()).isZero();
        assertThat(images(shirt))
                .singleElement()
                .satisfies(image -> assertThat(image.path("id").asLong()).isEqualTo(id));
    }

    @Test
    void costsTheProductNothingIfAnImageFails() {
        long broken = api.post(
                        "/assets",
                        "{\"url\":\"https://cdn.example/broken-%d.jpg\"}".formatted(NUMBER.incrementAndGet()))
                .expect(201)
                .id();
        String address = api.get("/assets?limit=100").json().path("data").findValuesAsText("url").stream()
                .filter(url -> url.contains("/broken-" + NUMBER.get() + "."))
                .findFirst()
                .orElseThrow();
        store.store().faults().brokenImage(address, "Error getting remote image " + address + ". Error: Not Found");
        Item shirt = shop.product(assets(red, broken));

        JsonNode answer = shop.export(store, shirt);
        assertThat(answer.path("success").asBoolean()).isTrue();
        shop.price(shirt, "15.00");
        shop.awaitField(store, shirt, "regular_price", "15.00");

        shop.awaitStatus(store, shirt, "error");
        assertThat(shop.row(store, shirt).path("errorMessage").asText()).contains("broken");
        assertThat(shop.deadLetters(store, "").path(0).path("code").asText())
                .isEqualTo("woocommerce_product_image_upload_error");

        shop.change(shirt, "{" + assets(red) + "}");
        awaitUntil(() -> images(shirt).size() == 1);
        shop.awaitStatus(store, shirt, "synced");
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void bringsAnImageAgainThatTheShopOwnerDeleted() {
        Item shirt = shop.product(assets(red));
        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");
        jdbc.sql("UPDATE store_image SET woo_id = 424242 WHERE connection_id = ?")
                .param(store.id())
                .update();
        Item other = shop.product(assets(red));

        shop.export(store, other);
        shop.awaitStatus(store, other, "synced");

        assertThat(images(other)).hasSize(1);
        assertThat(downloads()).isEqualTo(2);
    }

    /** As deleted in the media library: the product does not show it any more, and no event tells of it. */
    @Test
    void bringsBackWhatTheShopOwnerDeletedWithAFullExport() {
        Item shirt = shop.product(assets(red, green));
        shop.export(store, shirt);
        awaitUntil(() -> images(shirt).size() == 2);
        shop.awaitQuiet(store);
        store.store().removeImage(images(shirt).get(0).path("id").asLong());
        assertThat(images(shirt)).hasSize(1);
        List<Long> left =
                images(shirt).stream().map(image -> image.path("id").asLong()).toList();
        store.store().clearCalls();

        shop.export(store, shirt);
        shop.awaitQuiet(store);

        assertThat(images(shirt)).hasSize(2);
        assertThat(images(shirt).get(1).path("id").asLong())
                .as("the other is not brought again")
                .isEqualTo(left.get(0));
        assertThat(downloads()).isEqualTo(1);
        assertSendsNothingMore(shirt);
    }

    @Test
    void bringsTheImageOfAVariationBackWithAFullExport() {
        long color = api.post(
                        "/attributes",
                        "{\"name\":\"Image color %d\",\"type\":\"text\"}".formatted(NUMBER.incrementAndGet()))
                .expect(201)
                .id();
        Item parent = shop.product("\"type\":\"variable\"");
        String sku = parent.sku() + "-v";
        long id = api.post(
                        "/products/" + parent.id() + "/variants",
                        "{\"sku\":\"%s\",\"name\":\"v\",\"status\":\"complete\",\"price\":\"20.00\",\"attributes\":[{\"attributeId\":%d,\"value\":\"red\"}],%s}"
                                .formatted(sku, color, assets(red)))
                .expect(201)
                .id();
        shop.known(new Item(id, sku));
        shop.export(store, parent);
        awaitUntil(() -> store.shows(sku).orElseThrow().path("image").has("id"));
        shop.awaitQuiet(store);
        store.store()
                .removeImage(
                        store.shows(sku).orElseThrow().path("image").path("id").asLong());
        assertThat(store.shows(sku).orElseThrow().path("image").has("id")).isFalse();

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(store.shows(sku).orElseThrow().path("image").has("id")).isTrue();
        assertSendsNothingMore(parent);
    }

    private void assertSendsNothingMore(Item product) {
        store.store().clearCalls();
        api.post(
                        Shop.PATH + "/connections/export",
                        Shop.exportBody(store, List.of(product)).replace("}", ",\"partialUpdate\":true}"))
                .expect(200);
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).isEmpty();
    }

    @Test
    void leavesTheImagesOfALinkedProductAloneThatHasNoneInTheCatalogue() {
        Item shirt = shop.product();
        ObjectNode seed =
                JsonNodeFactory.instance.objectNode().put("sku", shirt.sku()).put("name", "Made by hand");
        seed.putArray("images").addObject().put("src", "https://cdn.example/by-hand.jpg");
        store.store().seedProduct(seed);

        shop.export(store, shirt);
        shop.awaitQuiet(store);

        assertThat(store.field(shirt.sku(), "name")).isEqualTo("Product " + shirt.sku());
        assertThat(images(shirt)).hasSize(1);
    }

    private long image() {
        return api.post("/assets", "{\"url\":\"https://cdn.example/image-%d.jpg\"}".formatted(NUMBER.incrementAndGet()))
                .expect(201)
                .id();
    }

    private long named(String address, String name) {
        return api.post("/assets", "{\"url\":\"%s\",\"name\":\"%s\"}".formatted(address, name))
                .expect(201)
                .id();
    }

    private String alt(long asset) {
        return jdbc.sql("SELECT regexp_replace(name, '[.][a-z]+$', '') FROM asset WHERE id = ?")
                .param(asset)
                .query(String.class)
                .single();
    }

    private static String assets(long... ids) {
        return "\"assets\":" + java.util.Arrays.toString(ids);
    }

    private int downloads() {
        Map<String, Integer> downloads = store.store().imageDownloads();
        return downloads.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<Long> ids(Item product) {
        return images(product).stream().map(image -> image.path("id").asLong()).toList();
    }

    private List<JsonNode> images(Item product) {
        List<JsonNode> images = new ArrayList<>();
        store.shows(product).orElseThrow().path("images").forEach(images::add);
        return images;
    }
}
