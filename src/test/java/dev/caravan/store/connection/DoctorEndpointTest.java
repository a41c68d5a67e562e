package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.doctor.KeyChecks;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CaravanTest
class DoctorEndpointTest {

    @Autowired
    Api api;

    @Test
    void takesTheWholeBodyOfAConnectionAndNoOtherField() {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Body shop"))) {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            for (var field : ConnectionBody.class.getRecordComponents()) {
                whole.putNull(field.getName());
            }
            whole.put("storeUrl", store.url().toString())
                    .put("consumerKey", store.consumerKey())
                    .put("consumerSecret", store.consumerSecret())
                    .put("storeName", "Shop");

            assertThat(api.post(PATH + "/test", whole.toString())
                            .expect(200)
                            .json()
                            .path("success")
                            .asBoolean())
                    .isTrue();
            assertThat(api.post(PATH + "/test", whole.put("surprise", 1).toString())
                            .expect(400)
                            .text())
                    .contains("surprise");
        }
    }

    @Test
    void examinesAnAddressWithoutAKey() {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("No key yet"))) {
            JsonNode report = test("{\"storeUrl\":\"%s\"}".formatted(store.url()), 200);

            assertThat(report.path("success").asBoolean()).isFalse();
            assertThat(report.at("/storeInfo/storeName").asText()).isEqualTo("No key yet");
            JsonNode last = report.path("checks").get(report.path("checks").size() - 1);
            assertThat(last.path("name").asText()).isEqualTo(KeyChecks.GIVEN);
            assertThat(last.path("remedy").asText()).contains("Make a key");
            assertThat(store.calls()).hasSize(1);
            assertThat(test("{\"storeUrl\":\"%s\",\"consumerKey\":\"ck_1\"}".formatted(store.url()), 400)
                            .at("/errors/0/field")
                            .asText())
                    .isEqualTo("consumerSecret");
        }
    }

    @Test
    void namesTheAddressWhereTheShopWasFound() {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Moved"))) {
            store.faults().always(SandboxFault.redirect("https://www.shop.example/shop/wp-json/?_fields=name"));

            assertThat(test("{\"storeUrl\":\"%s\"}".formatted(store.url()), 200)
                            .path("checks")
                            .findValuesAsText("address"))
                    .last()
                    .isEqualTo("https://www.shop.example/shop");
        }
    }

    private JsonNode test(String body, int status) {
        return api.post(PATH + "/test", body).expect(status).json();
    }
}
