package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.structure.AttributeRule;
import dev.caravan.catalog.structure.ReferenceReader;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.structure.References.FamilyRule;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes single products, each in one transaction with its event. */
@Service
class Products {

    private final Sql sql;
    private final ProductRowReader drafts;
    private final ProductReader reader;
    private final ProductWriter writer;
    private final ReferenceReader references;

    Products(Sql sql, ProductRowReader drafts, ProductReader reader, ProductWriter writer, ReferenceReader references) {
        this.sql = sql;
        this.drafts = drafts;
        this.reader = reader;
        this.writer = writer;
        this.references = references;
    }

    /** A new product. @throws ApiException 400, or 409 if its SKU is taken */
    @Transactional
    public Product create(long accountId, ObjectNode fields) {
        checkSku(accountId, fields, 0);
        return write(accountId, new ProductChange(null, fields));
    }

    /** A new variant of a variable product; it is of the parent's family unless it names another one. */
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
        checkSku(accountId, fields, id);
        return write(accountId, new ProductChange(before, fields));
    }

    /** Changes attributes that belong to the product's family. @throws ApiException 400 for any other one */
    @Transactional
    public Product changeFamilyAttributes(long accountId, long id, ObjectNode fields) {
        ProductRow before = locked(accountId, id);
        if (before.familyId == null) {
            throw ApiException.invalid("attributes", "cannot be set: product " + id + " has no family");
        }
        Needs needs = Needs.none();
        needs.families().add(before.familyId);
        fields.path("attributes").forEach(entry -> AttributeEntry.note(entry, needs));
        References known = references.read(accountId, needs);
        Set<Long> ofFamily = known.rules(before.familyId).stream()
                .map(FamilyRule::attributeId)
                .collect(Collectors.toSet());
        JsonNode entries = fields.path("attributes");
        for (int i = 0; i < entries.size(); i++) {
            AttributeRule rule = find(entries.get(i), i, known);
            if (!ofFamily.contains(rule.id())) {
                throw ApiException.invalid(
                        "attributes[" + i + "]", "(" + rule.name() + ") does not belong to the product's family");
            }
        }
        return write(accountId, new ProductChange(before, fields));
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

    private Product write(long accountId, ProductChange change) {
        Written written = writer.write(accountId, List.of(change)).get(0);
        if (written.problem() != null) {
            throw written.problem();
        }
        return get(accountId, written.id());
    }

    private ProductRow locked(long accountId, long id) {
        return drafts.lock(accountId, id).orElseThrow(() -> ApiException.notFound("Product", id));
    }

    private void checkSku(long accountId, ObjectNode fields, long ownId) {
        JsonNode sku = fields.path("sku");
        Long holder = sku.isTextual() ? idOf(accountId, Values.line(sku.textValue())) : null;
        if (holder != null && holder != ownId) {
            throw ApiException.conflict("The SKU " + Values.line(sku.textValue()) + " belongs to product " + holder
                    + " already (letter case does not count)");
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

    private static AttributeRule find(JsonNode entry, int index, References known) {
        try {
            return AttributeEntry.find(entry, known);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("attributes[" + index + "]", String.valueOf(e.getMessage()));
        }
    }
}
