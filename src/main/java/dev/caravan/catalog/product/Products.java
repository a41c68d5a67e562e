package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates and changes single products, each in one transaction with its event. */
@Service
class Products {

    private final Sql sql;
    private final ProductRowReader rows;
    private final ProductReader reader;
    private final ProductWriter writer;

    Products(Sql sql, ProductRowReader rows, ProductReader reader, ProductWriter writer) {
        this.sql = sql;
        this.rows = rows;
        this.reader = reader;
        this.writer = writer;
    }

    /** Creates a product. @throws ApiException 400, or 409 if its SKU is taken */
    @Transactional
    public Product create(long accountId, ObjectNode fields) {
        checkSku(accountId, null, fields);
        return write(accountId, new ProductChange(null, fields));
    }

    /** Creates a variant of a variable product; it gets the parent's family unless it names another one. */
    @Transactional
    public Product createVariant(long accountId, long parentId, ObjectNode fields) {
        ProductRow parent = locked(accountId, parentId);
        ObjectNode variant = fields.deepCopy();
        variant.put("type", ProductType.VARIANT.code()).put("parentProductId", parentId);
        if (!variant.has("familyId") && parent.familyId != null) {
            variant.put("familyId", parent.familyId);
        }
        return create(accountId, variant);
    }

    /** Changes fields of a product. @throws ApiException 400, 404, or 409 if its new SKU is taken */
    @Transactional
    public Product change(long accountId, long id, ObjectNode fields) {
        ProductRow before = locked(accountId, id);
        checkSku(accountId, before, fields);
        return write(accountId, new ProductChange(before, fields));
    }

    /** Changes attributes that belong to the product's family. @throws ApiException 400 for any other one */
    @Transactional
    public Product changeFamilyAttributes(long accountId, long id, ObjectNode fields) {
        ProductRow before = locked(accountId, id);
        if (before.familyId == null) {
            throw ApiException.invalid("attributes", "cannot be set: product " + id + " has no family");
        }
        return write(accountId, new ProductChange(before, fields, true));
    }

    /** One product that is not deleted. @throws ApiException 404 */
    public Product get(long accountId, long id) {
        Product product = reader.products(accountId, List.of(id)).get(id);
        if (product == null || product.deletedAt() != null) {
            throw ApiException.notFound("Product", id);
        }
        return product;
    }

    /** One product that is not deleted; letter case of the SKU does not matter. @throws ApiException 404 */
    public Product getBySku(long accountId, String sku) {
        Long id = idOf(accountId, Values.line(sku));
        if (id == null) {
            throw ApiException.notFound("Product with SKU", sku);
        }
        return get(accountId, id);
    }

    /**
     * Reads the product for the answer: it has names of categories, attributes and assets, and the family's defaults,
     * which a row lacks.
     */
    private Product write(long accountId, ProductChange change) {
        Written written = writer.write(accountId, List.of(change)).get(0);
        return get(accountId, written.product().id);
    }

    private ProductRow locked(long accountId, long id) {
        return rows.lock(accountId, id).orElseThrow(() -> ApiException.notFound("Product", id));
    }

    private void checkSku(long accountId, @Nullable ProductRow before, ObjectNode fields) {
        String sku =
                fields.path("sku").isTextual() ? Values.line(fields.get("sku").textValue()) : null;
        if (sku == null || before != null && sku.equals(before.sku)) {
            return;
        }
        Long holder = idOf(accountId, sku);
        if (holder != null && (before == null || holder != before.id)) {
            throw ApiException.conflict(
                    "The SKU " + sku + " belongs to product " + holder + " already (letter case does not count)");
        }
    }

    private @Nullable Long idOf(long accountId, String sku) {
        return sql.statement("catalog/find-product-by-sku")
                .param("accountId", accountId)
                .param("sku", sku.replace("\0", ""))
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
