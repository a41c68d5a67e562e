package dev.caravan.store.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a connection's prices are computed from the catalogue's: multiplied, then rounded.
 *
 * @param multiplier 1 changes nothing
 */
public record PriceRules(BigDecimal multiplier, Rounding rounding) {

    /** Normalises the multiplier: 1.00 is 1, and changes nothing. */
    public PriceRules {
        multiplier = multiplier.stripTrailingZeros();
    }

    public static final PriceRules NONE = new PriceRules(BigDecimal.ONE, Rounding.NONE);

    /** To what a price is rounded. */
    public enum Rounding {
        NONE("none", "0"),
        CENT("0.01", "0.01"),
        FIVE_CENTS("0.05", "0.05"),
        TEN_CENTS("0.10", "0.10"),
        WHOLE("1.00", "1.00"),
        /** Up to the next price that ends so. */
        ENDS_99(".99", "0.99"),
        ENDS_95(".95", "0.95");

        private final String code;
        private final BigDecimal amount;

        Rounding(String code, String amount) {
            this.code = code;
            this.amount = new BigDecimal(amount);
        }

        @JsonValue
        public String code() {
            return code;
        }

        @JsonCreator
        static Rounding of(String text) {
            return Stream.of(values())
                    .filter(value -> value.code.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be one of "
                            + Stream.of(values()).map(Rounding::code).collect(Collectors.joining(", "))));
        }

        /**
         * A price that would be rounded to zero gets the lowest possible price, because a product must not be given
         * away.
         */
        private BigDecimal round(BigDecimal price) {
            BigDecimal rounded = nearest(price);
            return price.signum() > 0 && rounded.signum() == 0 ? amount : rounded;
        }

        private BigDecimal nearest(BigDecimal price) {
            return switch (this) {
                case NONE -> price;
                case CENT, FIVE_CENTS, TEN_CENTS, WHOLE ->
                    price.divide(amount, 0, RoundingMode.HALF_UP).multiply(amount);
                case ENDS_99, ENDS_95 ->
                    price.subtract(amount).setScale(0, RoundingMode.CEILING).add(amount);
            };
        }
    }

    /** The store's price. A price of zero stays zero, and without a rule a price stays as it is written. */
    public @Nullable BigDecimal apply(@Nullable BigDecimal price) {
        if (price == null || price.signum() == 0 || equals(NONE)) {
            return price;
        }
        BigDecimal exact = rounding.round(price.multiply(multiplier)).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale()), RoundingMode.UNNECESSARY);
    }
}
