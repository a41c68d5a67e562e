package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.VariantOptions;
import dev.caravan.woocommerce.StoredText;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a variation stands among its siblings: by its options, in the order that the catalogue gives them. */
final class VariationOrder {

    /** Only three choices count, so that a place fits into an integer. */
    private static final int CHOICES = 3;

    private static final int PLACES = 1_000;

    private VariationOrder() {}

    /**
     * Empty if the catalogue orders none of its choices: the store then shows variations in the order of their
     * creation.
     */
    static Optional<IntNode> of(@Nullable JsonNode choices, Product parent) {
        int place = 0;
        int ordered = 0;
        if (choices != null) {
            for (JsonNode choice : choices) {
                List<String> order = order(choice.path("name").asText(), parent);
                if (!order.isEmpty() && ordered < CHOICES) {
                    // of the option as it is sent; the catalogue's has each backslash once
                    int index = index(StoredText.unslashed(choice.path("option").asText()), order);
                    place = place * PLACES + Math.min(index + 1, PLACES - 1);
                    ordered++;
                }
            }
        }
        return ordered == 0 ? Optional.empty() : Optional.of(IntNode.valueOf(place));
    }

    /** The values of a choice in the catalogue's order; in their present order if the catalogue gives none. */
    static List<JsonNode> sorted(Collection<JsonNode> values, VariantOptions option) {
        return option.order().isEmpty()
                ? List.copyOf(values)
                : values.stream()
                        .sorted(Comparator.comparingInt(value -> index(value.asText(), option.order())))
                        .toList();
    }

    private static List<String> order(String name, Product parent) {
        return parent.options().stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .map(VariantOptions::order)
                .orElse(List.of());
    }

    /** The place of an option as the catalogue writes it; -1 if it has none. */
    private static int index(String option, List<String> order) {
        String plain = StoredText.oneLine(option);
        for (int i = 0; i < order.size(); i++) {
            if (StoredText.oneLine(order.get(i)).equalsIgnoreCase(plain)) {
                return i;
            }
        }
        return -1;
    }
}
