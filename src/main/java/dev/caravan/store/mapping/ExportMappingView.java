package dev.caravan.store.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An export mapping as the API shows it: with the attributes' present names. */
record ExportMappingView(
        long id,
        long connectionId,
        List<String> selectedFields,
        Map<String, Targets> fieldMappings,
        Prices priceRules,
        @JsonProperty("isActive") boolean isActive,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param multiplier a decimal number as a text @param priceAttribute the attribute that is mapped to {@code
     * regular_price}
     */
    record Prices(
            String multiplier,
            PriceRules.Rounding rounding,
            @Nullable String priceAttribute,
            @Nullable String salePriceAttribute) {}

    static ExportMappingView of(ExportMappingRow row, SourceNames names) {
        ExportMapping mapping = row.mapping();
        List<String> selected = mapping.selected().stream()
                .filter(names::knows)
                .map(names::name)
                .toList();
        Map<String, Targets> targets = new LinkedHashMap<>();
        mapping.targets().forEach((source, fields) -> {
            if (names.knows(source)) {
                targets.put(names.name(source), new Targets(fields));
            }
        });
        PriceRules prices = mapping.prices();
        return new ExportMappingView(
                mapping.id(),
                mapping.connectionId(),
                selected,
                targets,
                new Prices(
                        prices.multiplier().toPlainString(),
                        prices.rounding(),
                        attributeOf("regular_price", mapping, names),
                        attributeOf("sale_price", mapping, names)),
                row.active(),
                row.createdAt(),
                row.updatedAt());
    }

    private static @Nullable String attributeOf(String target, ExportMapping mapping, SourceNames names) {
        return mapping.sources(target)
                .filter(source -> source.attributeId() != null && names.knows(source))
                .map(names::name)
                .findFirst()
                .orElse(null);
    }
}
