package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.product.ProductRow;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lines of an upload that name their parent by its SKU, in the field {@code parentSku}. */
@Component
class BulkVariants {

    private static final String FIELD = "parentSku";

    /** The values that a variant takes from its parent. */
    record Parent(
            long id,
            ProductType type,
            String name,
            @Nullable Long familyId) {}

    private final Sql sql;

    BulkVariants(Sql sql) {
        this.sql = sql;
    }

    static boolean namesParent(ObjectNode fields) {
        JsonNode parent = fields.path(FIELD);
        return !parent.isMissingNode()
                && !parent.isNull()
                && !(parent.isTextual() && parent.textValue().isBlank());
    }

    /**
     * The named parents that exist, by their SKUs in small letters. They keep their type until the transaction ends.
     */
    Map<String, Parent> parents(long accountId, List<BulkLine> lines) {
        String[] skus = lines.stream()
                .map(line -> Objects.requireNonNull(line.fields()))
                .filter(BulkVariants::namesParent)
                .map(fields -> Values.line(fields.path(FIELD).asText()).replace("\0", ""))
                .distinct()
                .toArray(String[]::new);
        Map<String, Parent> found = new HashMap<>();
        if (skus.length > 0) {
            sql.statement("catalog/hold-parents-by-sku")
                    .param("accountId", accountId)
                    .param("skus", skus)
                    .query(row -> {
                        found.put(
                                key(row.getString("sku")),
                                new Parent(
                                        row.getLong("id"),
                                        ProductType.valueOf(
                                                row.getString("type").toUpperCase(Locale.ROOT)),
                                        row.getString("name"),
                                        row.getObject("family_id", Long.class)));
                    });
        }
        return found;
    }

    /**
     * Replaces the SKU of the parent by its id; a new variant without name or family gets those of the parent.
     *
     * @throws IllegalArgumentException if the parent cannot be one; the message says why
     */
    static void complete(ObjectNode fields, @Nullable ProductRow before, Map<String, Parent> parents) {
        if (!namesParent(fields)) {
            fields.remove(FIELD);
            return;
        }
        String sku = Values.line(fields.path(FIELD), Values.SKU_LENGTH);
        Parent parent = parents.get(key(sku));
        if (key(sku).equals(key(Values.line(fields.path("sku").asText())))) {
            throw new IllegalArgumentException("must be the SKU of another product");
        }
        if (fields.hasNonNull("parentProductId")) {
            throw new IllegalArgumentException("and parentProductId say the same: give one of them");
        }
        if (fields.has("type") && !fields.path("type").asText().strip().equalsIgnoreCase(ProductType.VARIANT.code())) {
            throw new IllegalArgumentException("is for products of type variant only");
        }
        if (parent == null) {
            throw new IllegalArgumentException(
                    "\"" + sku + "\" is no product of the catalogue; if it is in this file, its line was refused");
        }
        if (parent.type != ProductType.VARIABLE) {
            throw new IllegalArgumentException(
                    "\"" + sku + "\" is of type " + parent.type + ": give its own line the type variable");
        }
        fields.remove(FIELD);
        fields.put("type", ProductType.VARIANT.code()).put("parentProductId", parent.id);
        if (before == null && !fields.has("name")) {
            fields.put("name", parent.name);
        }
        if (before == null && !fields.has("familyId") && parent.familyId != null) {
            fields.put("familyId", parent.familyId);
        }
    }

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
