package dev.caravan.catalog.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.catalog.Catalogue.Event;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class AttributeAndFamilyTest {

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text        | "x"                 | "x"
            text        | 5                   |
            number      | 1.50                | 1.5
            number      | "100"               | 100
            number      | "a"                 |
            boolean     | true                | true
            boolean     | "False"             | false
            boolean     | 1                   |
            date        | "2026-01-31"        | "2026-01-31"
            date        | "2026-02-30"        |
            date        | "31.01.2026"        |
            choice      | "red"               | "Red"
            choice      | "Green"             |
            multichoice | ["blue", "Red"]     | ["Blue","Red"]
            multichoice | ["Red", "RED"]      | ["Red"]
            multichoice | ["Green"]           |
            multichoice | []                  |
            """)
    void acceptsValuesThatFitTheType(String type, String value, String kept) {
        JsonNode attribute =
                type.endsWith("choice") ? catalogue.attribute(type, "Red", "Blue") : catalogue.attribute(type);
        long id = catalogue.product("").path("id").asLong();
        String body = "{\"attributes\": [{\"attributeId\": " + attribute.path("id") + ", \"value\": " + value + "}]}";

        Api.Answer answer = api.patch("/products/" + id + "/attributes", body);

        if (kept == null) {
            assertThat(answer.expect(400)
                            .json()
                            .path("errors")
                            .path(0)
                            .path("field")
                            .asText())
                    .isEqualTo("attributes[0]");
        } else {
            JsonNode shown = answer.expect(200).json().path("attributes").path(0);
            assertThat(shown.path("value").toString()).isEqualTo(kept);
            assertThat(shown.path("name")).isEqualTo(attribute.path("name"));
            assertThat(catalogue.lastEvent(id))
                    .isEqualTo(new Event(
                            "attributes_updated",
                            List.of(
                                    "attributes",
                                    "attribute:" + attribute.path("name").asText())));
        }
    }

    @Test
    void removesAValueWithNullAndKeepsTheOthers() {
        long one = catalogue.attribute("text").path("id").asLong();
        long other = catalogue.attribute("text").path("id").asLong();
        long id = catalogue
                .product("\"attributes\": [" + value(one, "\"a\"") + "," + value(other, "\"b\"") + "]")
                .path("id")
                .asLong();

        JsonNode after = api.patch("/products/" + id + "/attributes", "{\"attributes\": [" + value(one, "null") + "]}")
                .expect(200)
                .json();

        assertThat(after.path("attributes"))
                .map(attribute -> attribute.path("attributeId").asLong())
                .containsExactly(other);
    }

    @Test
    void tellsProductsWhenAnAttributeIsRenamedOrDeleted() {
        JsonNode attribute = catalogue.attribute("text");
        String path = "/attributes/" + attribute.path("id").asLong();
        String name = attribute.path("name").asText();
        long with = catalogue
                .product("\"attributes\": [" + value(attribute.path("id").asLong(), "\"a\"") + "]")
                .path("id")
                .asLong();
        long without = catalogue.product("").path("id").asLong();

        api.patch(path, "{\"name\": \"" + name + " new\"}").expect(200);
        assertThat(catalogue.lastEvent(with).fields())
                .containsExactly("attributes", "attribute:" + name, "attribute:" + name + " new");
        api.delete(path).expect(204);

        assertThat(catalogue.lastEvent(with).fields()).containsExactly("attributes", "attribute:" + name + " new");
        assertThat(api.get("/products/" + with).json().path("attributes").size())
                .isZero();
        assertThat(catalogue.events(without)).hasSize(1);
        api.get(path).expect(404);
    }

    @Test
    void refusesAttributesThatMakeNoSense() {
        JsonNode taken = catalogue.attribute("choice", "A", "B");
        String path = "/attributes/" + taken.path("id").asLong();
        catalogue.product("\"attributes\": [" + value(taken.path("id").asLong(), "\"A\"") + "]");

        api.post("/attributes", "{\"name\": " + taken.path("name") + ", \"type\": \"text\"}")
                .expect(409);
        api.post("/attributes", "{\"name\": \"x\", \"type\": \"colour\"}").expect(400);
        api.post("/attributes", "{\"name\": \"x\", \"type\": \"choice\"}").expect(400);
        api.post("/attributes", "{\"name\": \"x\", \"type\": \"text\", \"options\": [\"a\"]}")
                .expect(400);
        api.patch(path, "{\"type\": \"text\", \"options\": null}").expect(400);
        api.patch(path, "{\"options\": [\"B\"]}").expect(409);
        api.patch(path, "{\"options\": [\"C\", \"A\"]}").expect(200);
        assertThat(api.get("/attributes?limit=1")
                        .expect(200)
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void fillsInDefaultsAndTellsProductsThatShowThem() {
        JsonNode colour = catalogue.attribute("choice", "Red", "Blue");
        long attribute = colour.path("id").asLong();
        JsonNode family = catalogue.family(member(attribute, false, "\"red\""));
        long shows = catalogue
                .product("\"familyId\": " + family.path("id"))
                .path("id")
                .asLong();
        long own = catalogue
                .product("\"familyId\": " + family.path("id") + ", \"attributes\": [" + value(attribute, "\"Red\"")
                        + "]")
                .path("id")
                .asLong();
        assertThat(api.get("/products/" + shows)
                        .json()
                        .path("attributes")
                        .path(0)
                        .path("value")
                        .asText())
                .isEqualTo("Red");

        String path = "/families/" + family.path("id").asLong();
        api.patch(path, "{\"attributes\": [" + member(attribute, false, "\"Blue\"") + "]}")
                .expect(200);
        api.patch(path, "{\"name\": \"" + catalogue.unique("Renamed") + "\"}").expect(200);

        assertThat(catalogue.events(shows)).hasSize(2);
        assertThat(catalogue.lastEvent(shows).fields())
                .containsExactly(
                        "attributes", "attribute:" + colour.path("name").asText());
        assertThat(catalogue.events(own)).hasSize(1);

        api.delete(path).expect(204);
        assertThat(catalogue.lastEvent(shows).fields())
                .containsExactly(
                        "familyId",
                        "attributes",
                        "attribute:" + colour.path("name").asText());
        assertThat(catalogue.lastEvent(own).fields()).containsExactly("familyId");
        assertThat(api.get("/products/" + own).json().path("familyId").isNull()).isTrue();
    }

    @Test
    void wantsRequiredAttributesOfACompleteProduct() {
        JsonNode needed = catalogue.attribute("text");
        long attribute = needed.path("id").asLong();
        JsonNode family = catalogue.family(member(attribute, true, "null"));
        long id = catalogue
                .product("\"familyId\": " + family.path("id"))
                .path("id")
                .asLong();
        String path = "/products/" + id;

        assertThat(api.patch(path, "{\"status\": \"complete\"}").expect(400).text())
                .contains(needed.path("name").asText());
        api.patch(path, "{\"status\": \"complete\", \"attributes\": [" + value(attribute, "\"x\"") + "]}")
                .expect(200);
        api.patch(path + "/attributes", "{\"attributes\": [" + value(attribute, "null") + "]}")
                .expect(400);
    }

    @Test
    void changesFamilyAttributesOfTheFamilyOnly() {
        long inside = catalogue.attribute("text").path("id").asLong();
        long outside = catalogue.attribute("text").path("id").asLong();
        JsonNode family = catalogue.family(member(inside, false, "null"));
        long id = catalogue
                .product("\"familyId\": " + family.path("id"))
                .path("id")
                .asLong();
        String path = "/products/" + id + "/family-attributes";

        api.patch(path, "{\"attributes\": [" + value(inside, "\"x\"") + "]}").expect(200);
        api.patch(path, "{\"attributes\": [" + value(outside, "\"x\"") + "]}").expect(400);
        api.patch(path, "{\"attributes\": 1}").expect(400);
        api.patch(
                        "/products/" + catalogue.product("").path("id").asLong() + "/family-attributes",
                        "{\"attributes\": [" + value(inside, "\"x\"") + "]}")
                .expect(400);
    }

    @Test
    void refusesFamiliesThatMakeNoSense() {
        long number = catalogue.attribute("number").path("id").asLong();
        JsonNode family = catalogue.family(member(number, false, "1"));

        api.post("/families", "{\"name\": " + family.path("name") + "}").expect(409);
        api.post("/families", "{\"attributes\": []}").expect(400);
        for (String members : List.of(
                member(number, false, "\"x\""),
                member(999_999_999, false, "null"),
                member(number, true, "null") + "," + member(number, true, "null"),
                "{}")) {
            api.post("/families", "{\"name\": \"" + catalogue.unique("F") + "\", \"attributes\": [" + members + "]}")
                    .expect(400);
        }
        String path = "/families/" + family.path("id").asLong();
        assertThat(api.patch(path, family.toString()).expect(200).json()).isEqualTo(family);
        api.get("/families/999999999").expect(404);
    }

    private static String value(long attributeId, String value) {
        return "{\"attributeId\": " + attributeId + ", \"value\": " + value + "}";
    }

    private static String member(long attributeId, boolean required, String defaultValue) {
        return "{\"attributeId\": " + attributeId + ", \"isRequired\": " + required + ", \"defaultValue\": "
                + defaultValue + "}";
    }
}
