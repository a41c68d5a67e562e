package dev.caravan.sync.batch;

import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldNamesTest {

    @Test
    void speaksTheCataloguesLanguageAndSaysNothingTwice() {
        Plan plan = row().plan(
                        Plan.Action.UPDATE,
                        document(
                                "sku",
                                "",
                                "regular_price",
                                "",
                                "sale_price",
                                "",
                                "short_description",
                                "",
                                "manage_stock",
                                "",
                                "stock_quantity",
                                "",
                                "images",
                                "",
                                "weight",
                                ""));

        assertThat(FieldNames.of(plan))
                .containsExactly("sku", "price", "salePrice", "shortDescription", "stockQuantity", "assets", "weight");
    }
}
