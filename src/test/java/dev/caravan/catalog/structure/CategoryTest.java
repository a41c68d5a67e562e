package dev.caravan.catalog.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.testing.Api;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CatalogTest
class CategoryTest {

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void makesATreeAndShowsPaths() {
        JsonNode root = category(catalogue.unique("Root"), null);
        JsonNode leaf = category("Leaf", root.path("id").asLong());
        String rootName = root.path("name").asText();

        assertThat(leaf.path("path").asText()).isEqualTo(rootName + " > Leaf");
        JsonNode product = catalogue.product("\"categories\": [\"" + rootName + ">leaf\", \"" + rootName + " > New\"]");
        assertThat(product.path("categories"))
                .map(JsonNode::asText)
                .containsExactly(rootName + " > Leaf", rootName + " > New");
    }

    @Test
    void takesAnArrowInAName() {
        JsonNode root = category(catalogue.unique("Boards >2 m"), null);
        String name = root.path("name").asText();
        String escaped = name.replace(">", "\\>");
        JsonNode leaf = category("C:\\\\ a>b", root.path("id").asLong());
        assertThat(root.path("path").asText()).isEqualTo(escaped);
        assertThat(leaf.path("name").asText()).isEqualTo("C:\\ a>b");
        assertThat(leaf.path("path").asText()).isEqualTo(escaped + " > C:\\ a\\>b");

        JsonNode asText = catalogue.product("\"categories\": [" + leaf.path("path") + "," + root.path("path") + "]");
        JsonNode asList = catalogue.product("\"categories\": [[\"" + name + "\", \"C:\\\\ a>b\"], [\"" + name
                + "\"], [\"" + name + "\",\"new > one\"]]");

        assertThat(asText.path("categories"))
                .map(JsonNode::asText)
                .containsExactly(leaf.path("path").asText(), escaped);
        assertThat(asList.path("categories"))
                .map(JsonNode::asText)
                .containsExactly(leaf.path("path").asText(), escaped, escaped + " > new \\> one");
        api.post("/products", "{\"sku\":\"%1$s\",\"name\":\"x\",\"categories\":[[]]}".formatted(catalogue.unique("c")))
                .expect(400);
    }

    @Test
    void tellsProductsBelowARenamedMovedOrDeletedCategory() {
        JsonNode root = category(catalogue.unique("Root"), null);
        JsonNode leaf = category("Leaf", root.path("id").asLong());
        String rootPath = "/categories/" + root.path("id").asLong();
        String leafPath = "/categories/" + leaf.path("id").asLong();
        long id = catalogue
                .product("\"categories\": [" + leaf.path("path") + "]")
                .path("id")
                .asLong();

        String renamed = catalogue.unique("Renamed");
        api.patch(rootPath, "{\"name\": \"" + renamed + "\"}").expect(200);
        assertThat(categories(id)).containsExactly(renamed + " > Leaf");
        assertThat(catalogue.events(id)).hasSize(2);

        String top = catalogue.unique("Top");
        api.patch(leafPath, "{\"parentId\": null, \"name\": \"" + top + "\"}").expect(200);
        assertThat(categories(id)).containsExactly(top);

        api.patch(leafPath, "{\"name\": \"" + top + "\"}").expect(200);
        assertThat(catalogue.events(id)).hasSize(3);

        api.delete(leafPath).expect(204);
        assertThat(categories(id)).isEmpty();
        assertThat(catalogue.lastEvent(id).fields()).containsExactly("categories");
    }

    /** A product of the category is held, so that the change of its name takes a while. */
    @Test
    void tellsAProductThatComesWhileItsCategoryIsRenamed() throws Exception {
        JsonNode root = category(catalogue.unique("Root"), null);
        String in = "\"categories\": [" + root.path("path") + "]";
        long held = catalogue.product(in).path("id").asLong();
        String renamed = catalogue.unique("Renamed");
        long[] id = new long[1];

        CompletableFuture<Void> change = transaction.execute(status -> {
            jdbc.sql("SELECT id FROM product WHERE id = :id FOR UPDATE")
                    .param("id", held)
                    .query(Long.class)
                    .single();
            CompletableFuture<Void> renaming = CompletableFuture.runAsync(
                    () -> api.patch("/categories/" + root.path("id").asLong(), "{\"name\": \"" + renamed + "\"}")
                            .expect(200));
            await().until(this::theChangeWaits);
            id[0] = catalogue.product(in).path("id").asLong();
            return renaming;
        });
        assertThat(change).isNotNull();
        change.get(20, TimeUnit.SECONDS);

        assertThat(categories(id[0])).containsExactly(renamed);
        assertThat(catalogue.events(id[0])).hasSize(2);
        assertThat(catalogue.events(held)).hasSize(2);
    }

    private boolean theChangeWaits() {
        return jdbc.sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock' AND query LIKE '%add-events-of-category%'")
                .query(Boolean.class)
                .single();
    }

    @Test
    void refusesCategoriesThatMakeNoSense() {
        JsonNode root = category(catalogue.unique("Root"), null);
        JsonNode leaf = category("Leaf", root.path("id").asLong());
        String rootPath = "/categories/" + root.path("id").asLong();

        api.patch(rootPath, "{\"parentId\": " + leaf.path("id") + "}").expect(400);
        api.patch(rootPath, "{\"parentId\": " + root.path("id") + "}").expect(400);
        api.patch(rootPath, "{\"parentId\": 999999999}").expect(400);
        api.delete(rootPath).expect(409);
        api.post("/categories", "{\"name\": \"LEAF\", \"parentId\": " + root.path("id") + "}")
                .expect(409);
        api.get("/categories/999999999").expect(404);
    }

    private Iterable<String> categories(long productId) {
        return () -> StreamSupport.stream(
                        api.get("/products/" + productId)
                                .json()
                                .path("categories")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .iterator();
    }

    private JsonNode category(String name, @Nullable Long parentId) {
        return api.post("/categories", "{\"name\": \"" + name + "\", \"parentId\": " + parentId + "}")
                .expect(201)
                .json();
    }
}
