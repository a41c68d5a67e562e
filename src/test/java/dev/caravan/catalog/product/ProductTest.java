package dev.caravan.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.testing.Api;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriUtils;

@CatalogTest
class ProductTest {

    /** Each statement begins with the name of its file. */
    private static final Pattern STATEMENT = Pattern.compile("-- ([a-z-]+)\\.sql:");

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @Test
    void answersTheProductThatItHasMade() {
        String sku = catalogue.unique("Shirt");

        JsonNode made = api.post("/products", """
                        {"sku": "  %s ", "name": "A  shirt", "price": "19.90", "salePrice": 15, "stockQuantity": 5,
                         "status": "complete", "weight": 0.25, "dimensions": {"length": "10", "height": 2.5},
                         "description": "<p>Soft</p>", "categories": ["Clothing > Shirts", "Sale"],
                         "tags": ["new", "New", "soft"]}
                        """.formatted(sku)).expect(201).json();

        assertThat(made.path("sku").asText()).isEqualTo(sku);
        assertThat(made.path("name").asText()).isEqualTo("A shirt");
        assertThat(made.path("type").asText()).isEqualTo("simple");
        assertThat(made.path("price").textValue()).isEqualTo("19.90");
        assertThat(made.path("salePrice").textValue()).isEqualTo("15");
        assertThat(made.path("stockQuantity").intValue()).isEqualTo(5);
        assertThat(made.path("weight").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(made.path("dimensions").path("length").intValue()).isEqualTo(10);
        assertThat(made.path("dimensions").path("width").isNull()).isTrue();
        assertThat(made.path("categories")).map(JsonNode::asText).containsExactly("Clothing > Shirts", "Sale");
        assertThat(made.path("tags")).map(JsonNode::asText).containsExactly("new", "soft");
        assertThat(made.path("createdAt").asText()).endsWith("Z");
        assertThat(made.path("deletedAt").isNull()).isTrue();
        assertThat(api.get("/products/" + made.path("id").asLong()).expect(200).json())
                .isEqualTo(made);
        assertThat(api.get("/products/sku/" + sku.toUpperCase(Locale.ROOT))
                        .expect(200)
                        .json())
                .isEqualTo(made);
    }

    @Test
    void findsASkuThatIsUrlEncoded() {
        String sku = catalogue.unique("Größe 4%+ü/2");
        long id = api.post("/products", "{\"sku\": \"" + sku + "\", \"name\": \"x\"}")
                .expect(201)
                .id();

        String encoded = UriUtils.encode(sku, "UTF-8");

        assertThat(api.get("/products/sku/" + encoded).expect(200).id()).isEqualTo(id);
    }

    @Test
    void changesOnlyTheFieldsThatAreSent() {
        JsonNode before = catalogue.product("\"price\": \"10\", \"description\": \"old\", \"tags\": [\"a\"]");
        long id = before.path("id").asLong();

        JsonNode after = api.patch("/products/" + id, "{\"price\": \"12.50\", \"description\": null}")
                .expect(200)
                .json();

        assertThat(after.path("price").textValue()).isEqualTo("12.50");
        assertThat(after.path("description").isNull()).isTrue();
        assertThat(after.path("tags")).map(JsonNode::asText).containsExactly("a");
        assertThat(after.path("updatedAt").asText())
                .isGreaterThan(before.path("updatedAt").asText());
    }

    @Test
    void takesBackWhatItHasAnswered() {
        JsonNode product = catalogue.product("\"price\": \"10\", \"categories\": [\"A > B\"]");

        JsonNode same = api.patch("/products/" + product.path("id").asLong(), product.toString())
                .expect(200)
                .json();

        assertThat(same).isEqualTo(product);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sku               | ""                      | must not be empty
            sku               | 5                       | must be a text
            name              | null                    | must be a text
            name              | "a\\u0000b"             | U+0000
            price             | -1                      | must not be negative
            price             | "1,50"                  | must be a number
            price             | 1e99                    | at most 15 digits
            price             | 1234567890123456        | at most 15 digits
            price             | true                    | must be a number
            stockQuantity     | 1.5                     | must be a whole number
            stockQuantity     | 3000000000              | must be a whole number
            weight            | -0.1                    | must not be negative
            dimensions        | 5                       | must be an object
            dimensions.width  | "wide"                  | must be a number
            status            | "published"             | must be one of complete, incomplete
            type              | "bundle"                | must be one of simple, variable, variant
            type              | "variant"               | cannot change
            categories        | "Clothing"              | must be a list
            categories        | ["A > > B"]             | must not be empty
            tags              | [""]                    | must not be empty
            familyId          | 999999999               | there is no family
            assets            | [999999999]             | there is no asset
            attributes        | {}                      | must be a list
            attributes[0]     | [{"attributeId": 999999999, "value": 1}] | does not exist
            parentProductId   | 1                       | cannot change
            colour            | "red"                   | is not a known field
            """)
    void refusesAValueThatDoesNotFitAndNamesItsField(String field, String value, String reason) {
        JsonNode product = catalogue.product("");
        String body = field.equals("dimensions.width")
                ? "{\"dimensions\": {\"width\": " + value + "}}"
                : "{\"" + field.replaceAll("\\[.*", "") + "\": " + value + "}";

        var answer = api.patch("/products/" + product.path("id").asLong(), body).expect(400);

        JsonNode error = answer.json().path("errors").path(0);
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).contains(reason);
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(400);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var answer =
                api.post("/products", "{\"price\": -1, \"salePrice\": \"x\"}").expect(400);

        assertThat(answer.json().path("errors"))
                .map(error -> error.path("field").asText())
                .containsExactlyInAnyOrder("price", "salePrice", "sku", "name");
    }

    @Test
    void refusesATextThatWooCommerceWouldDrop() {
        JsonNode product = catalogue.product("");
        String path = "/products/" + product.path("id").asLong();

        api.patch(path, "{\"shortDescription\": \"" + "ä".repeat(32_767) + "a\"}")
                .expect(200);
        api.patch(path, "{\"shortDescription\": \"" + "ä".repeat(32_768) + "\"}")
                .expect(400);
        api.patch(path, "{\"description\": \"" + "ä".repeat(500_000) + "\"}").expect(200);
        api.patch(path, "{\"description\": \"" + "ä".repeat(500_000) + "a\"}").expect(400);
    }

    @Test
    void keepsTheSalePriceBelowThePrice() {
        JsonNode product = catalogue.product("\"price\": 10, \"salePrice\": 8");
        String path = "/products/" + product.path("id").asLong();

        assertThat(api.patch(path, "{\"price\": 8}").expect(400).text()).contains("must be below price");
        api.patch(path, "{\"salePrice\": 10}").expect(400);
        api.patch(path, "{\"price\": 8, \"salePrice\": 7.99}").expect(200);
    }

    @Test
    void refusesASkuThatAnotherProductHas() {
        JsonNode one = catalogue.product("");
        JsonNode other = catalogue.product("");
        String taken = one.path("sku").asText().toUpperCase(Locale.ROOT);

        var answer = api.patch("/products/" + other.path("id").asLong(), "{\"sku\": \"" + taken + "\"}")
                .expect(409);
        api.post("/products", "{\"sku\": \" " + taken + "\", \"name\": \"x\"}").expect(409);

        assertThat(answer.json().path("message").asText())
                .contains("product " + one.path("id").asLong());
    }

    @Test
    void takesFewStatementsForAChange() {
        JsonNode product = catalogue.product("\"price\": \"1\"");
        String path = "/products/" + product.path("id").asLong();
        String sku = product.path("sku").asText();

        assertThat(statements(() -> api.patch(path, "{\"price\": \"2\"}").expect(200)))
                .containsExactly("lock-product", "update-products", "read-products");
        assertThat(statements(() -> api.patch(path, "{\"sku\": \"" + sku + "\", \"price\": \"3\"}")
                        .expect(200)))
                .as("a SKU that stays is not looked up")
                .containsExactly("lock-product", "update-products", "read-products");
        assertThat(statements(() -> api.patch(path, "{\"price\": \"3\"}").expect(200)))
                .as("nothing changes")
                .containsExactly("lock-product", "read-products");
    }

    @Test
    void readsAFamilyOnceForAChangeOfItsAttributes() {
        long attribute = catalogue.attribute("text").path("id").asLong();
        JsonNode family = catalogue.family("{\"attributeId\": " + attribute + "}");
        JsonNode product = catalogue.product("\"familyId\": " + family.path("id"));
        String path = "/products/" + product.path("id").asLong() + "/family-attributes";

        assertThat(statements(() -> api.patch(
                                path, "{\"attributes\": [{\"attributeId\": " + attribute + ", \"value\": \"x\"}]}")
                        .expect(200)))
                .containsExactly(
                        "lock-product", "hold-attributes", "hold-families", "update-products", "read-products");
    }

    /** The statements on products and what they refer to, as they are executed. */
    private static List<String> statements(Runnable request) {
        Logger jdbc = (Logger) LoggerFactory.getLogger("dev.caravan.platform.database.UnderscoredColumns");
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        Level before = jdbc.getLevel();
        jdbc.setLevel(Level.DEBUG);
        jdbc.addAppender(seen);
        try {
            request.run();
        } finally {
            jdbc.detachAppender(seen);
            jdbc.setLevel(before);
        }
        return List.copyOf(seen.list).stream()
                .map(event -> STATEMENT.matcher(event.getFormattedMessage()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(name -> ProductTest.class.getResource("/sql/catalog/" + name + ".sql") != null)
                .toList();
    }

    @Test
    void listsWhatIsSearchedForInTheOrderThatIsAskedFor() {
        String mark = catalogue.unique("find_me");
        for (String price : List.of("3", "1", "2")) {
            catalogue.product("\"price\": " + price + ", \"tags\": [\"" + mark + "\"]");
            api.post(
                            "/products",
                            "{\"sku\": \"" + mark + "-" + price + "\", \"name\": \"x\", \"price\": " + price
                                    + ", \"status\": \"" + (price.equals("1") ? "complete" : "incomplete") + "\"}")
                    .expect(201);
        }
        String search = "/products?search=" + mark.toUpperCase(Locale.ROOT);

        assertThat(skus(api.get(search + "&sort=price"))).containsExactly(mark + "-1", mark + "-2", mark + "-3");
        assertThat(skus(api.get(search + "&sort=-sku&limit=2"))).containsExactly(mark + "-3", mark + "-2");
        assertThat(skus(api.get(search + "&status=complete"))).containsExactly(mark + "-1");
        assertThat(api.get(search + "&limit=2")
                        .json()
                        .path("pagination")
                        .path("totalPages")
                        .asInt())
                .isEqualTo(2);
        api.get("/products?sort=colour").expect(400);
        api.get("/products?status=x").expect(400);
        api.get("/products?familyId=x").expect(400);
    }

    @Test
    void doesNotKnowAProductThatIsNotThere() {
        for (String path : List.of("/products/999999999", "/products/sku/none", "/products/999999999/variants")) {
            assertThat(api.get(path).expect(404).json().path("statusCode").asInt())
                    .isEqualTo(404);
        }
        api.patch("/products/999999999", "{}").expect(404);
        api.delete("/products/999999999").expect(404);
        api.get("/products/x").expect(400);
    }

    private static List<String> skus(Api.Answer answer) {
        return StreamSupport.stream(answer.expect(200).json().path("data").spliterator(), false)
                .map(product -> product.path("sku").asText())
                .toList();
    }
}
