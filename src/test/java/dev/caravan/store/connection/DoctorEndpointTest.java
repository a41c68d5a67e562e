package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
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
}
