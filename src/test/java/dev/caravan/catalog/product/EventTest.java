package dev.caravan.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.catalog.Catalogue.Event;
import dev.caravan.testing.Api;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CatalogTest
class EventTest {

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Products products;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CamelContext camel;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"price": 12}                                           | updated | price
            {"name": "New", "price": 12, "salePrice": 1}            | updated | name, price, salePrice
            {"status": "complete", "stockQuantity": 0}              | updated | status, stockQuantity
            {"dimensions": {"width": 1}, "weight": 2}               | updated | weight, dimensions
            {"categories": ["Events"], "tags": ["x"]}               | updated | categories, tags
            {"description": "x", "shortDescription": "y"}           | updated | description, shortDescription
            """)
    void saysWhichFieldsHaveChanged(String patch, String kind, String fields) {
        long id = catalogue.product("\"price\": 10").path("id").asLong();

        api.patch("/products/" + id, patch).expect(200);

        assertThat(catalogue.events(id))
                .containsExactly(new Event("created", List.of()), new Event(kind, List.of(fields.split(", "))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}
            {"price": "10.0"}
            {"price": 10, "tags": ["a"], "categories": ["x > Y"]}
            {"description": null, "dimensions": null, "attributes": [], "assets": []}
            """)
    void keepsSilentAboutAChangeThatChangesNothing(String patch) {
        JsonNode before = catalogue.product("\"price\": 10, \"tags\": [\"a\"], \"categories\": [\"X > y\"]");
        long id = before.path("id").asLong();

        JsonNode after = api.patch("/products/" + id, patch).expect(200).json();

        assertThat(after.path("updatedAt")).isEqualTo(before.path("updatedAt"));
        assertThat(catalogue.events(id)).extracting(Event::kind).doesNotContain("updated");
    }

    @Test
    void losesNoneOfTwoChangesAtOnce() {
        long id = catalogue.product("").path("id").asLong();

        for (int round = 1; round <= 10; round++) {
            int now = round;
            var changes = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> api.patch(
                                    "/products/" + id,
                                    List.of(
                                                    "{\"name\": \"n" + now + "\"}",
                                                    "{\"stockQuantity\": " + now + "}",
                                                    "{\"price\": " + now + "}",
                                                    "{\"tags\": [\"t" + now + "\"]}")
                                            .get(i))
                            .expect(200)))
                    .toList();
            changes.forEach(CompletableFuture::join);

            JsonNode product = api.get("/products/" + id).json();
            assertThat(product.path("name").asText()).isEqualTo("n" + now);
            assertThat(product.path("stockQuantity").asInt()).isEqualTo(now);
            assertThat(product.path("price").asInt()).isEqualTo(now);
            assertThat(product.path("tags").path(0).asText()).isEqualTo("t" + now);
        }
        assertThat(catalogue.events(id)).hasSize(41);
    }

    @Test
    void leavesNeitherChangeNorEventWhenTheTransactionFails() {
        JsonNode before = catalogue.product("");
        long id = before.path("id").asLong();
        long account = catalogue.account();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    products.change(
                            account, id, JsonNodeFactory.instance.objectNode().put("name", "gone"));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(api.get("/products/" + id).json()).isEqualTo(before);
        assertThat(catalogue.events(id)).hasSize(1);
    }

    @Test
    void wakesTheFanOutAfterTheCommit() {
        long id = catalogue.product("").path("id").asLong();
        long account = catalogue.account();
        NotifyBuilder woken = new NotifyBuilder(camel)
                .fromRoute("product-changed")
                .whenDone(1)
                .create();

        transaction.executeWithoutResult(status -> {
            products.change(account, id, JsonNodeFactory.instance.objectNode().put("name", "awake"));
            assertThat(woken.matches()).isFalse();
        });

        assertThat(woken.matches(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void showsAnotherAccountNothing() {
        JsonNode product = catalogue.product("");
        long other = jdbc.sql("INSERT INTO account (name) VALUES ('other') RETURNING id")
                .query(Long.class)
                .single();

        assertThatThrownBy(() -> products.get(other, product.path("id").asLong()))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> products.getBySku(other, product.path("sku").asText()))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() ->
                        products.change(other, product.path("id").asLong(), JsonNodeFactory.instance.objectNode()))
                .hasMessageContaining("does not exist");
    }
}
