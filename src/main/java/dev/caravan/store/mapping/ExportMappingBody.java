package dev.caravan.store.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An export mapping as a client sends it: with the names of fields and attributes. */
record ExportMappingBody(
        @NotNull(message = "must list what the store shows, such as [\"name\",\"sku\",\"price\"]") @Size(max = 500, message = "must have at most 500 entries") @Nullable List<@NotNull String> selectedFields,

        @Size(max = 500, message = "must have at most 500 entries") @Nullable Map<String, @NotNull Targets> fieldMappings,

        @Valid @Nullable Prices priceRules,
        @JsonProperty("isActive") @Nullable Boolean isActive) {

    /**
     * How prices are computed.
     *
     * @param priceAttribute the attribute that holds the price for this store; short for a field mapping to
     *     {@code regular_price}
     */
    record Prices(
            @DecimalMin(value = "0", inclusive = false, message = "must be more than 0") @DecimalMax(value = "1000000", message = "must be at most 1000000") @Digits(integer = 7, fraction = 6, message = "must have at most 6 digits behind the point") @Nullable BigDecimal multiplier,

            PriceRules.@Nullable Rounding rounding,
            @Nullable String priceAttribute,
            @Nullable String salePriceAttribute) {}
}
