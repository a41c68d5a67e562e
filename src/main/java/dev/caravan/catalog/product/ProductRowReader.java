package dev.caravan.catalog.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.caravan.platform.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Locks rows that are about to change, and reads them. */
@Component
public class ProductRowReader {

    private final Sql sql;
    private final ObjectReader drafts;

    ProductRowReader(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.drafts = mapper.readerFor(ProductRow.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** A product that is not deleted. */
    Optional<ProductRow> lock(long accountId, long id) {
        return sql.statement("catalog/lock-product")
                .param("accountId", accountId)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(this::draft);
    }

    /**
     * The products that are not deleted, by SKU as asked for; letter case does not matter. The first upload into an empty catalogue must
     * not go on with the plan of an empty table, which reads all products of the account for each chunk.
     */
    public Map<String, ProductRow> lockBySku(long accountId, Collection<String> skus) {
        sql.planEachTime();
        Map<String, ProductRow> found = new HashMap<>();
        sql.statement("catalog/lock-products-by-sku")
                .param("accountId", accountId)
                .param("skus", skus.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("asked"), draft(row.getString("product")));
                });
        return found;
    }

    private ProductRow draft(String json) {
        try {
            return drafts.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row does not fit the program", e);
        }
    }
}
