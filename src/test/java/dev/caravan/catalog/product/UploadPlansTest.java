package dev.caravan.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.platform.Sql;
import dev.caravan.testing.SlowTest;
import dev.caravan.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A first upload that went on with the plan of an empty catalogue would read all products again for each chunk of it. */
@SlowTest
class UploadPlansTest {

    /** After so many, the driver prepares a statement and PostgreSQL keeps its plan. */
    private static final int UNTIL_A_PLAN_IS_KEPT = 15;

    private final SingleConnectionDataSource dataSource =
            new SingleConnectionDataSource(TestDatabase.createMigrated(), true);
    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    private final ProductRowReader products = new ProductRowReader(new Sql(jdbc), new JsonMapper());

    @AfterEach
    void close() {
        dataSource.destroy();
    }

    @Test
    void eachChunkIsPlannedForTheCatalogueAsItIs() {
        long account = jdbc.sql("INSERT INTO account (name) VALUES ('Demo') RETURNING id")
                .query(Long.class)
                .single();
        for (int i = 0; i < UNTIL_A_PLAN_IS_KEPT; i++) {
            assertThat(lock(account, "SKU-1")).isEmpty();
        }
        jdbc.sql("""
                INSERT INTO product (account_id, sku, name)
                SELECT :account, 'Sku-' || i, 'A product' FROM generate_series(1, 2000) i""").param("account", account).update();

        assertThat(lock(account, "SKU-1", "sku-2000", "SKU-2001")).containsOnlyKeys("SKU-1", "sku-2000");

        assertThat(jdbc.sql("""
                        SELECT coalesce(sum(custom_plans), 0) AS custom, coalesce(sum(generic_plans), 0) AS kept
                        FROM pg_prepared_statements
                        WHERE statement LIKE '%lock-products-by-sku.sql%'""").query().singleRow())
                .as("plans of the statement, of which the first runs are not prepared yet")
                .hasEntrySatisfying(
                        "custom",
                        made -> assertThat(((Number) made).intValue()).isGreaterThan(UNTIL_A_PLAN_IS_KEPT / 2))
                .hasEntrySatisfying(
                        "kept", kept -> assertThat(((Number) kept).intValue()).isZero());
    }

    private Map<String, ProductRow> lock(long account, String... skus) {
        return transaction.execute(status -> products.lockBySku(account, List.of(skus)));
    }
}
