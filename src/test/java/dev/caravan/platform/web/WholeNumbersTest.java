package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No operation takes a part of a number for the number: a fraction is refused by each member that is a whole number. */
@CaravanTest
class WholeNumbersTest {

    private static final String ACTIONS = "/integration/woocommerce/sync/actions";

    /** It takes a whole connection and reads only what it needs to call the shop. */
    private static final String LEAVES_SETTINGS_OUT = "/integration/woocommerce/connections/test";

    @Autowired
    Api api;

    private JsonNode description;
    private final SoftAssertions all = new SoftAssertions();
    private int refused;

    @BeforeEach
    void readTheDescription() {
        description = api.get("/openapi.json").expect(200).json();
    }

    @Test
    void fractionsAreRefusedAtEveryMember() {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    JsonNode json = verb.getValue().at("/requestBody/content/application~1json");
                    if (!json.isMissingNode() && !path.getKey().equals(LEAVES_SETTINGS_OUT)) {
                        ObjectNode body = json.path("example") instanceof ObjectNode example
                                ? example
                                : JsonNodeFactory.instance.objectNode();
                        refuse(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), body, json.path("schema"));
                    }
                }));

        all.assertAll();
        assertThat(refused).isGreaterThan(20);
    }

    private void refuse(String method, String path, ObjectNode body, JsonNode schema) {
        resolved(schema).path("properties").properties().forEach(member -> {
            JsonNode type = resolved(member.getValue());
            boolean list = !isInteger(type) && isInteger(resolved(type.path("items")));
            if (!list && !isInteger(type) || type.path("readOnly").asBoolean()) {
                return;
            }
            ObjectNode wrong = body.deepCopy();
            if (list) {
                wrong.putArray(member.getKey()).add(1.5);
            } else {
                wrong.put(member.getKey(), 1.5);
            }
            String address = path.replaceAll("\\{[^}]+}", "999999999");
            var answer = api.send(method, address, "application/json", BodyPublishers.ofString(wrong.toString()));
            if (answer.status() == 404 && !address.equals(path)) {
                return; // what is not there is looked for first
            }
            refused++;
            all.assertThat(answer.status() + " " + answer.json().path("errors"))
                    .as(method + " " + path + " " + wrong)
                    .startsWith("400 ")
                    .contains("{\"field\":\"" + member.getKey())
                    .contains("whole number");
        });
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? description.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static boolean isInteger(JsonNode schema) {
        return schema.path("type").toString().contains("\"integer\"");
    }

    @Test
    void aFractionActsOnNothing() {
        var answer = api.post(ACTIONS, "{\"action\":\"push\",\"productIds\":[1,2.9]}")
                .expect(400);

        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("productIds[1]");
        assertThat(answer.json().at("/errors/0/message").asText()).isEqualTo("must be a whole number");
        var nested = api.post(ACTIONS, "{\"action\":\"push\",\"filter\":{\"familyId\":1.5}}")
                .expect(400);
        assertThat(nested.json().at("/errors/0/field").asText()).isEqualTo("filter.familyId");
    }

    /** As JSON Schema has it, and as some languages write whole numbers. */
    @Test
    void aWholeNumberWithAPointIsOne() {
        String first = product() + ".0";
        String second = new BigDecimal(product()).movePointLeft(1) + "e1";
        String third = "\"" + product() + "\"";
        String body = "{\"action\":\"push\",\"dryRun\":true,\"productIds\":[%s,%s,%s]}".formatted(first, second, third);

        // 409: there is no store
        assertThat(api.post(ACTIONS, body).status()).as(body).isIn(200, 409);
        api.post(ACTIONS, body.replace(second, "2e30")).expect(400);
        api.post(ACTIONS, body.replace(third, "\"3.5\"")).expect(400);
    }

    private String product() {
        return api.post("/products", "{\"sku\":\"WHOLE-%s\",\"name\":\"Whole number\"}".formatted(UUID.randomUUID()))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }
}
