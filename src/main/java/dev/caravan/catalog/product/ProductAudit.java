package dev.caravan.catalog.product;

import dev.caravan.platform.audit.AuditChanges;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The audit log's entry of a changed product: numbers and short texts with their values, all other fields by name. */
final class ProductAudit {

    private static final Set<String> WITH_VALUES =
            Set.of("sku", "name", "type", "status", "price", "salePrice", "stockQuantity", "weight", "familyId");

    private ProductAudit() {}

    /** @param fields those that differ, in the API's names */
    static AuditChanges changes(ProductRow before, ProductRow after, List<String> fields) {
        AuditChanges changes = new AuditChanges();
        for (String field : fields) {
            if (WITH_VALUES.contains(field)) {
                changes.member(field, value(before, field), value(after, field));
            } else if (!field.equals("attributes")) {
                changes.secret(field);
            }
        }
        return changes;
    }

    static AuditChanges made(ProductRow product) {
        return new AuditChanges().member("sku", null, product.sku).member("name", null, product.name);
    }

    private static @Nullable Object value(ProductRow product, String field) {
        return switch (field) {
            case "sku" -> product.sku;
            case "name" -> product.name;
            case "type" -> product.type.code();
            case "status" -> product.status.code();
            case "price" -> product.price;
            case "salePrice" -> product.salePrice;
            case "stockQuantity" -> product.stockQuantity;
            case "weight" -> product.weight;
            case "familyId" -> product.familyId;
            default -> throw new IllegalArgumentException(field);
        };
    }
}
