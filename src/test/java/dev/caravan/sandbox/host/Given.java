package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the recorded store held when a request came, as far as the request needs it. */
final class Given {

    final SandboxStore store;

    @Nullable String authorization;

    /** Turns the recorded query into the one to send, e.g. signs it. */
    UnaryOperator<String> query = query -> query;

    byte @Nullable [] body;
    String key;
    String secret;

    Given(SandboxStore store) {
        this.store = store;
        this.key = store.consumerKey();
        this.secret = store.consumerSecret();
        this.authorization = basic(key, secret);
    }

    static String basic(String key, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    void product(long id, String name, String sku, String price) {
        ObjectNode fields = Json.object().put("id", id).put("name", name);
        if (!sku.isEmpty()) {
            fields.put("sku", sku);
        }
        store.seedProduct(price.isEmpty() ? fields : fields.put("regular_price", price));
    }

    void terms() {
        store.seedCategory("Shirts"); // 16
        store.seedTag("summer"); // 17
        store.seedAttribute("Color"); // 1
    }

    /** The product 13 of the recordings with its images 11 and 12, and product 14. */
    void shirt() {
        terms();
        product(10, "First", "", "");
        ObjectNode fields = (ObjectNode) Recording.read("product-create-full").body();
        store.seedProduct(fields.put("id", 13));
        product(14, "Minimal", "", "");
    }

    /** The shirt as the later update recordings found it. */
    void shirtDeluxe(String fields) {
        shirt();
        edit(
                13,
                "{'name':'Linen Shirt Deluxe','description':'<p>Light linen shirt, new.</p>','regular_price':'50',"
                        + "'sale_price':'','stock_quantity':0}");
        edit(13, fields);
    }

    void edit(long id, String fields) {
        store.editProduct(id, json(fields));
    }

    /** @param json with {@code '} for {@code "} */
    static ObjectNode json(String json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void items() {
        for (int i = 1; i <= 3; i++) {
            product(70 + i, "Item A-" + i, "A-" + i, "1");
        }
        product(74, "Item B,1", "B,1", "1");
    }

    void missingImages() {
        for (String name : List.of(
                "product-create-image-403",
                "product-create-image-404",
                "product-create-image-host-down",
                "product-create-image-html",
                "product-create-image-not-an-image")) {
            brokenImage(Recording.read(name));
        }
    }

    /** The image that the recorded request sent could not be downloaded, for the recorded reason. */
    void brokenImage(Recording recording) {
        String src = recording.body().path("images").path(0).path("src").asText();
        store.faults().brokenImage(src, recording.answer().path("message").asText());
    }

    void trashed(long id) {
        edit(id, "{'status':'trash'}");
    }

    /** "Base 0" to "Base 11" with ids from 92. */
    void base() {
        for (int i = 0; i < 12; i++) {
            product(92 + i, "Base " + i, "BASE-" + i, "10");
        }
    }

    void bulk() {
        for (int i = 0; i < 100; i++) {
            product(116 + i, "Bulk " + i, "BULK-" + i, "1.00");
        }
    }

    void many() {
        for (int i = 0; i < 12; i++) {
            product(75 + i, "Many " + i, "MANY-" + i, "1");
        }
    }
}
