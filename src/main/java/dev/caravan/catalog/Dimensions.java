package dev.caravan.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Length, width and height in the account's unit. */
public record Dimensions(
        @Nullable BigDecimal length,
        @Nullable BigDecimal width,
        @Nullable BigDecimal height) {}
