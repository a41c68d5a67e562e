package dev.caravan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class CategoryTest {

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

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

    @Test
    void refusesCategoriesThatMakeNoSense() {
        JsonNode root = category(catalogue.unique("Root"), null);
        JsonNode leaf = category("Leaf", root.path("id").asLong());
        String rootPath = "/categories/" + root.path("id").asLong();

        api.patch(rootPath, "{\"parentId\": " + leaf.path("id") + "}").expect(400);
        api.patch(rootPath, "{\"parentId\": " + root.path("id") + "}").expect(400);
        api.patch(rootPath, "{\"parentId\": 999999999}").expect(400);
        api.delete(rootPath).expect(409);
        api.post("/categories", "{\"name\": \"a > b\"}").expect(400);
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
