package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.sync.Shop.Item;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A category that the catalogue moves below one that no store has yet: one category, moved when its new parent is there. */
@SyncTest
class MovedCategoriesTest extends TermsOfAStore {

    private long old;
    private long child;
    private Item product;
    private long inStore;

    @BeforeEach
    void aCategoryBelowAnother() {
        old = category("Old", null);
        child = category("Child", old);
        product = shop.product("\"categories\":[\"%s\"]".formatted(path(child)));
        shop.export(store, product);
        inStore = termId(product, "categories");
    }

    @Test
    void movesItBelowACategoryThatTheStoreDoesNotHave() {
        long fresh = category("Fresh", null);
        int before = store.store().categories().size();

        move(child, fresh);

        awaitParents("Child", "Fresh");
        assertThat(termId(product, "categories")).isEqualTo(inStore);
        assertThat(store.store().categories()).as("and the new parent").hasSize(before + 1);
    }

    @Test
    void movesItBelowTwoThatTheStoreDoesNotHaveAndRenamesAndMovesItMeanwhile() {
        shop.configure(store, "{\"autoSync\":false}");
        long upper = category("Upper", null);
        long lower = category("Lower", upper);
        int before = store.store().categories().size();

        move(child, lower);
        rename(upper, "Uppermost");
        rename(child, "Kid");
        move(lower, old);
        rename(lower, "Lowest");
        shop.configure(store, "{\"autoSync\":true}");
        shop.export(store, product);
        shop.awaitQuiet(store);

        awaitParents("Kid", "Lowest", "Old");
        assertThat(termId(product, "categories")).isEqualTo(inStore);
        assertThat(store.store().categories()).as("and Lowest").hasSize(before + 1);
    }

    @Test
    void takesWhatIsBelowItAlong() {
        long below = category("Below", child);
        Item deep = shop.product("\"categories\":[\"%s\"]".formatted(path(below)));
        shop.export(store, deep);
        long deepInStore = termId(deep, "categories");
        long fresh = category("Fresh", null);
        int before = store.store().categories().size();

        move(child, fresh);
        rename(below, "Deeper");

        awaitParents("Deeper", "Child", "Fresh");
        shop.awaitQuiet(store);
        assertThat(termId(deep, "categories")).isEqualTo(deepInStore);
        assertThat(termId(product, "categories")).isEqualTo(inStore);
        assertThat(store.store().categories()).hasSize(before + 1);
    }

    /** What the store still has there is not the category that the catalogue has there now. */
    @ParameterizedTest
    @ValueSource(strings = {"unknown", "deep", "known", "renamed", "renamed and moved"})
    void anotherCategoryAtItsOldPlaceIsAnotherOne(String change) {
        String oldPath = path(child);
        shop.configure(store, "{\"autoSync\":false}");
        displace(change);
        Item other = shop.product("\"categories\":[\"%s\"]".formatted(oldPath));

        shop.export(store, other); // before any product of the displaced one
        shop.awaitQuiet(store);

        long made = termId(other, "categories");
        assertThat(made).isNotEqualTo(inStore);
        assertThat(parentOf(made)).startsWith("Old");
        assertThat(byId(made).path("name").asText()).startsWith("Child");
        shop.configure(store, "{\"autoSync\":true}");
        shop.export(store, product);
        shop.awaitQuiet(store);
        assertThat(termId(product, "categories")).isEqualTo(inStore);
        assertThat(termId(other, "categories")).isEqualTo(made);
        assertThat(byId(inStore).path("name").asText() + " below " + parentOf(inStore))
                .matches(
                        switch (change) {
                            case "renamed" -> "Kid .* below Old .*";
                            case "renamed and moved" -> "Kid .* below Fresh .*";
                            default -> "Child .* below Fresh .*";
                        });
    }

    private void displace(String change) {
        switch (change) {
            case "unknown" -> move(child, category("Fresh", null));
            case "deep" -> move(child, category("Fresh", category("Upper", null)));
            case "known" -> {
                long fresh = category("Fresh", null);
                shop.export(store, shop.product("\"categories\":[\"%s\"]".formatted(path(fresh))));
                move(child, fresh);
            }
            case "renamed" -> rename(child, "Kid");
            default -> {
                long fresh = category("Fresh", null);
                rename(child, "Kid");
                move(child, fresh);
            }
        }
    }

    @Test
    void whatCannotMoveAsItsNewParentIsRefusedIsToldOf() {
        String oldPath = path(child);
        shop.configure(store, "{\"autoSync\":false}");
        move(child, refusedCategory());
        Item other = shop.product("\"categories\":[\"%s\"]".formatted(oldPath));

        shop.export(store, other);

        assertThat(shop.row(store, other).path("errorMessage").asText())
                .startsWith("The store does not take the category child")
                .contains("which cannot move below %20");
        assertThat(store.shows(other)).isEmpty();
    }

    private void awaitParents(String... upwards) {
        awaitUntil(() -> {
            long id = categoryNamed(upwards[0]).path("id").asLong();
            boolean right = id != 0;
            for (int i = 1; right && i < upwards.length; i++) {
                JsonNode one = byId(id);
                id = one.path("parent").asLong();
                right = byId(id).path("name").asText().startsWith(upwards[i] + " ");
            }
            return right;
        });
        shop.awaitQuiet(store);
    }

    private String parentOf(long id) {
        return byId(byId(id).path("parent").asLong()).path("name").asText();
    }

    private JsonNode byId(long id) {
        return store.store().categories().stream()
                .filter(one -> one.path("id").asLong() == id)
                .map(JsonNode.class::cast)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private JsonNode categoryNamed(String start) {
        return store.store().categories().stream()
                .filter(one -> one.path("name").asText().startsWith(start + " "))
                .map(JsonNode.class::cast)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** @param start of its name */
    private long category(String start, @Nullable Long parent) {
        return api.post(
                        "/categories",
                        "{\"name\":\"%s %d\",\"parentId\":%s}".formatted(start, NUMBER.incrementAndGet(), parent))
                .expect(201)
                .id();
    }

    private long refusedCategory() {
        return api.post("/categories", "{\"name\":\"%20\"}").expect(201).id();
    }

    private void move(long category, long parent) {
        api.patch("/categories/" + category, "{\"parentId\":" + parent + "}").expect(200);
    }

    private void rename(long category, String start) {
        api.patch("/categories/" + category, "{\"name\":\"%s %d\"}".formatted(start, NUMBER.incrementAndGet()))
                .expect(200);
    }

    private String path(long category) {
        return api.get("/categories/" + category)
                .expect(200)
                .json()
                .path("path")
                .asText();
    }
}
