package dev.caravan.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.catalog.Product;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class LifeCycleTest {

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @Autowired
    CatalogApi catalog;

    @Test
    void deletesSoftlyAndRestores() {
        JsonNode product = catalogue.product("");
        long id = product.path("id").asLong();

        api.delete("/products/" + id).expect(204);

        api.get("/products/" + id).expect(404);
        api.patch("/products/" + id, "{}").expect(404);
        api.delete("/products/" + id).expect(404);
        JsonNode deleted = api.get(
                        "/products/deleted?search=" + product.path("sku").asText())
                .expect(200)
                .json();
        assertThat(deleted.path("data").path(0).path("deletedAt").isTextual()).isTrue();

        JsonNode back = api.post("/products/" + id + "/restore", "").expect(200).json();

        assertThat(back.path("deletedAt").isNull()).isTrue();
        assertThat(api.get("/products/" + id).expect(200).json()).isEqualTo(back);
        assertThat(catalogue.events(id))
                .extracting(Catalogue.Event::kind)
                .containsExactly("created", "deleted", "restored");
    }

    @Test
    void showsOtherRoomsADeletedProductUntilItIsGoneForGood() {
        long id = catalogue.product("").path("id").asLong();
        long account = catalogue.account();

        assertThat(catalog.products(account, List.of(id)).values())
                .extracting(Product::deletedAt)
                .containsOnlyNulls();
        api.delete("/products/" + id).expect(204);
        assertThat(catalog.products(account, List.of(id)).values())
                .extracting(Product::deletedAt)
                .doesNotContainNull()
                .hasSize(1);
        api.delete("/products/" + id + "/permanent").expect(204);
        assertThat(catalog.products(account, List.of(id))).isEmpty();
        assertThat(catalogue.lastEvent(id).kind()).isEqualTo("deleted");
        api.delete("/products/" + id + "/permanent").expect(404);
    }

    @Test
    void doesNotRestoreASkuThatIsTakenMeanwhile() {
        JsonNode old = catalogue.product("");
        api.delete("/products/" + old.path("id").asLong()).expect(204);
        long holder = api.post("/products", "{\"sku\": " + old.path("sku") + ", \"name\": \"x\"}")
                .expect(201)
                .id();

        var answer = api.post("/products/" + old.path("id").asLong() + "/restore", "")
                .expect(409);

        assertThat(answer.json().path("message").asText()).contains("product " + holder);
    }

    @Test
    void treatsVariantsLikeTheirParent() {
        JsonNode parent = catalogue.product("\"type\": \"variable\"");
        long id = parent.path("id").asLong();
        long one = variant(id);
        long other = variant(id);
        assertThat(api.get("/products/" + one).json().path("parentProductId").asLong())
                .isEqualTo(id);
        assertThat(api.get("/products/" + id + "/variants").json().path("data").size())
                .isEqualTo(2);
        api.patch("/products/" + id, "{\"type\": \"simple\"}").expect(400);

        api.delete("/products/" + id + "/variants/" + other).expect(204);
        api.delete("/products/" + id).expect(204);
        api.post("/products/" + one + "/restore", "").expect(409);
        api.post("/products/" + id + "/restore", "").expect(200);

        api.get("/products/" + one).expect(200);
        api.get("/products/" + other).expect(404);
        api.delete("/products/" + id + "/permanent").expect(204);
        assertThat(catalogue.events(one))
                .extracting(Catalogue.Event::kind)
                .containsExactly("created", "deleted", "restored", "deleted");
    }

    @Test
    void makesVariantsOfVariableProductsOnly() {
        long simple = catalogue.product("").path("id").asLong();
        String body = "{\"sku\": \"" + catalogue.unique("v") + "\", \"name\": \"v\"}";

        assertThat(api.post("/products/" + simple + "/variants", body)
                        .expect(400)
                        .text())
                .contains("of type simple");
        api.post("/products/999999999/variants", body).expect(404);
        api.delete("/products/" + simple + "/variants/" + simple).expect(404);
    }

    private long variant(long parent) {
        return api.post(
                        "/products/" + parent + "/variants",
                        "{\"sku\": \"" + catalogue.unique("variant") + "\", \"name\": \"v\"}")
                .expect(201)
                .id();
    }
}
