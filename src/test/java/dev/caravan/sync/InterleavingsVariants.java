package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The variants of the one variable product of a run. It begins without any, and may lose all of them. */
final class InterleavingsVariants {

    private static final List<String> SIZES = List.of("S", "M", "L");
    private static final List<String> SIZES_AND_NONE = List.of("S", "M", "L", "");

    private final InterleavingsWorld world;
    private final Item parent;
    private final List<Long> there = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private int made;

    InterleavingsVariants(InterleavingsWorld world, Item parent) {
        this.world = world;
        this.parent = parent;
    }

    /** The API says no while the parent is deleted. */
    void add(int value) {
        String json = "{\"sku\":\"%s-%d\",\"name\":\"v\",\"status\":\"complete\",\"price\":\"%d.00\",%s}"
                .formatted(parent.sku(), made, 1 + value % 3, size(value, made));
        Api.Answer answer = InterleavingsWorld.mustBeAnswered(world.api.post(path(), json));
        if (answer.status() == 201) {
            there.add(answer.id());
            numbers.put(answer.id(), made);
        }
        made++;
    }

    void change(int value) {
        if (!there.isEmpty()) {
            long id = there.get(value % there.size());
            String json = value % 2 == 0
                    ? "{\"price\":\"%d.50\"}".formatted(1 + value % 3)
                    : "{" + size(value, numbers.getOrDefault(id, 0)) + "}";
            InterleavingsWorld.mustBeAnswered(world.api.patch("/products/" + id, json));
        }
    }

    void remove(int value) {
        if (!there.isEmpty()) {
            Api.Answer answer =
                    InterleavingsWorld.mustBeAnswered(world.api.delete(path() + "/" + there.get(value % there.size())));
            if (answer.status() == 204) {
                there.remove(value % there.size());
            }
        }
    }

    /** Two of them exchange their SKUs. */
    void swap(int value) {
        List<JsonNode> wanted = wanted();
        if (wanted.size() > 1) {
            JsonNode one = wanted.get(value % wanted.size());
            JsonNode other = wanted.get((value + 1) % wanted.size());
            rename(one, one.path("sku").asText() + "-t");
            rename(other, one.path("sku").asText());
            rename(one, other.path("sku").asText());
        }
    }

    private void rename(JsonNode variant, String sku) {
        InterleavingsWorld.mustBeAnswered(
                world.api.patch("/products/" + variant.path("id").asLong(), "{\"sku\":\"" + sku + "\"}"));
    }

    private String path() {
        return "/products/" + parent.id() + "/variants";
    }

    /** Of its own for each variant, and only the first may be without: one with the values of another would be refused. */
    private String size(int value, int number) {
        List<String> sizes = number == 0 ? SIZES_AND_NONE : SIZES;
        String size = sizes.get(value / 7 % sizes.size());
        return "\"attributes\":[{\"attributeId\":%d,\"value\":%s}]"
                .formatted(world.size, size.isEmpty() ? "null" : "\"" + size + number + "\"");
    }

    /**
     * @param shown the parent as the store shows it
     * @param left whether the store may keep variations that have no link any more
     */
    void compare(String what, Connected store, ObjectNode shown, boolean left) {
        List<JsonNode> wanted = wanted();
        List<ObjectNode> variations = store.store().variations(shown.path("id").asLong());
        List<String> skus = variations.stream().map(v -> v.path("sku").asText()).toList();
        List<String> wantedSkus =
                wanted.stream().map(v -> v.path("sku").asText()).toList();
        assertThat(skus)
                .as("the variations of %s", what)
                .doesNotHaveDuplicates()
                .containsAll(wantedSkus);
        if (!left) {
            assertThat(skus).as("the variations of %s", what).hasSameSizeAs(wantedSkus);
        }
        for (JsonNode variant : wanted) {
            ObjectNode variation =
                    variations.get(skus.indexOf(variant.path("sku").asText()));
            assertThat(variation.path("attributes").path(0).path("option").asText())
                    .as("the option of %s of %s", variant.path("sku").asText(), what)
                    .isEqualTo(variant.path("attributes").path(0).path("value").asText(""));
            assertThat(new BigDecimal(variation.path("regular_price").asText()))
                    .as("the price of %s of %s", variant.path("sku").asText(), what)
                    .isEqualByComparingTo(new BigDecimal(variant.path("price").asText()));
        }
    }

    private List<JsonNode> wanted() {
        JsonNode page = world.api.get(path() + "?limit=100").expect(200).json();
        return StreamSupport.stream(page.path("data").spliterator(), false).toList();
    }
}
