package dev.caravan.store.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.mapping.PriceRules.Rounding;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceRulesTest {

    @ParameterizedTest(name = "{0} times {1}, rounded to {2}, is {3}")
    @CsvSource({
        "10.00, 1, none, 10.00",
        "10.5, 1, none, 10.5",
        "10.00, 1.19, none, 11.90",
        "9.99, 1.19, none, 11.8881",
        "9.99, 1.19, 0.01, 11.89",
        "10.03, 1, 0.05, 10.05",
        "10.02, 1, 0.05, 10.00",
        "10.05, 1, 0.10, 10.10",
        "10.49, 1, 1.00, 10.00",
        "10.50, 1, 1.00, 11.00",
        "23.40, 1, .99, 23.99",
        "23.99, 1, .99, 23.99",
        "24.00, 1, .99, 24.99",
        "23.96, 1, .95, 24.95",
        "0.10, 1, .95, 0.95",
        "0.02, 1, 0.05, 0.05",
        "0.40, 1, 1.00, 1.00",
        "10, 1.00, none, 10",
        "0, 2, .99, 0",
        "100, 0.5, 1.00, 50.00"
    })
    void makesTheStoresPrice(BigDecimal price, BigDecimal multiplier, String rounding, String expected) {
        PriceRules rules = new PriceRules(multiplier, Rounding.of(rounding));

        assertThat(rules.apply(price)).isEqualTo(new BigDecimal(expected));
    }

    @Test
    void leavesNoPriceAsItIs() {
        assertThat(new PriceRules(BigDecimal.TEN, Rounding.ENDS_99).apply(null)).isNull();
    }
}
