package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SlowTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which variants a new choice of a sibling makes pending: those that leave it open, and only once. Product 1 is the parent, 2 to 4
 * are its variants; attributes are 7 and 8.
 */
@SlowTest
class NewChoicesTest {

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void aVariableProductInAStore() {
        table.products(4);
        table.jdbc.sql("UPDATE product SET type = 'variable' WHERE id = 1").update();
        table.jdbc
                .sql("UPDATE product SET type = 'variant', parent_product_id = 1 WHERE id > 1")
                .update();
        table.link(1);
        table.jdbc.sql("""
                        INSERT INTO woocommerce_product_sync
                            (account_id, connection_id, product_id, parent_product_id, sku, synced, woo_product_id)
                        SELECT 1, 1, i, 1, 'S' || i, 1, 1000 + i FROM generate_series(2, 4) i
                        """).update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                // values of 2, 3 and 4 by attribute; which of them have changed; which are pending then, beside the
                // parent
                "{\"7\":\"S\"}; {};          {};          2;   2 3 4",
                "{\"7\":\"S\"}; {\"7\":\"M\"}; {};        2;   2",
                "{\"7\":\"S\"}; {\"7\":\"M\"}; {};        2 3; 2 3 4",
                "{\"7\":\"S\",\"8\":\"x\"}; {\"7\":\"M\"}; {\"7\":\"L\"}; 2; 2 3 4",
                "{\"7\":\"S\",\"8\":\"x\"}; {\"7\":\"M\"}; {\"7\":\"L\",\"8\":\"y\"}; 2; 2",
                "{};          {\"7\":\"M\"}; {};        2;   2",
            })
    void makesVariantsPendingThatLeaveANewChoiceOpen(
            String two, String three, String four, String changed, String pending) {
        values(2, two);
        values(3, three);
        values(4, four);

        for (String product : changed.strip().split(" ")) {
            table.insertEvent(Long.parseLong(product), "attributes_updated");
        }
        table.fanOut.next();

        assertThat(table.jdbc
                        .sql(
                                "SELECT product_id::text FROM woocommerce_product_sync WHERE wanted > synced AND product_id > 1"
                                        + " ORDER BY product_id")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of(pending.strip().split(" ")));
        assertThat(table.row(1)).containsEntry("behind", true);
    }

    /** A portion of events may end within a family. */
    @Test
    void aChoiceIsNewAlsoIfAnotherVariantsEventIsNotTakenYet() {
        values(3, "{\"7\":\"M\"}");
        values(4, "{\"7\":\"L\"}");
        table.insertEvent(3, "attributes_updated");
        table.jdbc
                .sql(
                        "INSERT INTO product_event (account_id, product_id, kind) SELECT 1, 90, 'updated' FROM generate_series(1, 600)")
                .update();
        table.insertEvent(4, "attributes_updated");

        table.fanOut.next();

        assertThat(table.row(4)).containsEntry("behind", false);
        assertThat(table.row(2)).as("leaves it open").containsEntry("behind", true);
    }

    private void values(long variant, String values) {
        table.jdbc
                .sql("UPDATE product SET attribute_values = :values::jsonb WHERE id = :id")
                .param("values", values.strip())
                .param("id", variant)
                .update();
    }
}
