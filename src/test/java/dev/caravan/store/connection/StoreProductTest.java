package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A store is asked what it shows of one product. */
@CaravanTest
class StoreProductTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    Api api;

    private final SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Store product"));
    private long connection;

    @BeforeEach
    void connect() {
        connection = api.post(
                        PATH,
                        "{\"storeName\":\"Shop\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                                .formatted(store.url(), store.consumerKey(), store.consumerSecret()))
                .expect(201)
                .id();
    }

    @AfterEach
    void close() {
        api.delete(PATH + "/" + connection).expect(204);
        store.close();
    }

    private Api.Answer shown(String product) {
        return api.get(PATH + "/" + connection + "/woocommerce-products/" + product);
    }

    private static ObjectNode fields(String json) throws IOException {
        return (ObjectNode) JSON.readTree(json);
    }

    @Test
    void answersWhatTheStoreHasAndNotWhatItMakesOfIt() throws IOException {
        long mug = store.seedProduct(
                fields(
                        "{\"name\":\"Mug\",\"regular_price\":\"12.90\",\"description\":\"Red\\nand round\","
                                + "\"meta_data\":[{\"key\":\"_hidden\",\"value\":\"s3cret\"},{\"key\":\"glaze\",\"value\":\"matt\"}]}"));
        int writes = store.writes().size();

        JsonNode answer = shown(String.valueOf(mug)).expect(200).json();

        assertThat(answer.path("wooProductId").asLong()).isEqualTo(mug);
        assertThat(answer.path("readAt").asText()).isNotEmpty();
        assertThat(answer.at("/fields/regular_price").asText()).isEqualTo("12.90");
        assertThat(answer.at("/fields/description").asText()).isEqualTo("Red\nand round");
        assertThat(answer.path("fields").toString()).contains("glaze").doesNotContain("s3cret");
        assertThat(store.writes()).hasSize(writes);
    }

    @Test
    void aVariationIsFoundUnderItsParent() throws IOException {
        long shirt = store.seedProduct(fields("{\"name\":\"Shirt\",\"type\":\"variable\"}"));
        long small = store.seedVariation(shirt, fields("{\"regular_price\":\"24.00\"}"));

        assertThat(shown(small + "?parentId=" + shirt)
                        .expect(200)
                        .json()
                        .at("/fields/regular_price")
                        .asText())
                .isEqualTo("24.00");
    }

    @Test
    void saysWhyItCouldNotBeAsked() {
        shown("999999").expect(404);
        api.get(PATH + "/999999/woocommerce-products/1").expect(404);
        store.faults().always(SandboxFault.status(503));

        assertThat(shown("1").expect(502).json().path("message").asText()).contains("could not be asked");
    }
}
