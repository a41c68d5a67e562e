package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An attribute as a store shows it with a product.
 *
 * @param id 0 of one that is not global
 * @param variation whether variations are chosen by it
 */
public record ShownAttribute(long id, String name, boolean visible, boolean variation, List<String> options) {

    static List<ShownAttribute> all(JsonNode attributes) {
        List<ShownAttribute> all = new ArrayList<>();
        attributes.forEach(attribute -> all.add(of(attribute)));
        return all;
    }

    private static ShownAttribute of(JsonNode attribute) {
        List<String> options = new ArrayList<>();
        attribute.path("options").forEach(option -> options.add(option.asText()));
        return new ShownAttribute(
                attribute.path("id").asLong(),
                attribute.path("name").asText(),
                attribute.path("visible").asBoolean(),
                attribute.path("variation").asBoolean(),
                options);
    }
}
