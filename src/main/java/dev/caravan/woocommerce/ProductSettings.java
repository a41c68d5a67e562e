package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The units of a store ({@link StoreEndpoints#PRODUCT_SETTINGS}), fit to be shown; null if it has none. */
public record ProductSettings(
        @Nullable String weightUnit, @Nullable String dimensionUnit) {

    /** Empty if the key may not read them. @param answer null if the store did not give one */
    public static Optional<ProductSettings> of(@Nullable Answer answer) {
        return Optional.ofNullable(answer)
                .flatMap(given -> StoreJson.find(given.text()))
                .map(StoreJson.Found::node)
                .filter(options -> !options.isEmpty())
                .map(ProductSettings::of);
    }

    private static ProductSettings of(JsonNode options) {
        Map<String, @Nullable String> values = new HashMap<>();
        options.forEach(option -> values.putIfAbsent(option.path("id").asText(), Reasons.text(option.path("value"))));
        return new ProductSettings(values.get("woocommerce_weight_unit"), values.get("woocommerce_dimension_unit"));
    }
}
