package dev.caravan.sync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.woocommerce.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOutTest {

    private static final Document SHIRT = Documents.of("{'name':'Shirt','weight':'heavy','regular_price':'12,50',"
            + "'sale_price':'9','manage_stock':true,'stock_quantity':3}");

    @Test
    void sendsTheWholeDocumentIfNothingIsWrong() {
        assertThat(LeftOut.of(List.of(), SHIRT)).isSameAs(SHIRT);
    }

    @Test
    void leavesOutTheFieldsThatAStoreWouldMisread() {
        assertThat(LeftOut.of(List.of(problem("name"), problem("weight")), SHIRT)
                        .fields())
                .containsOnlyKeys("regular_price", "sale_price", "manage_stock", "stock_quantity");
    }

    /** A sale price alone would be compared with the price that the store has. */
    @Test
    void leavesOutTheFieldsThatTheStoreChangesAlongWithThem() {
        assertThat(LeftOut.of(List.of(problem("regular_price")), SHIRT).fields())
                .containsOnlyKeys("name", "weight", "manage_stock", "stock_quantity");
    }

    private static DocumentProblem problem(String field) {
        return new DocumentProblem(field, "any", "any");
    }
}
