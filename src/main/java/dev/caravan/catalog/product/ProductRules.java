package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.structure.References;
import dev.caravan.platform.ApiException.FieldError;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about more than one field of a product. A request is refused only for fields that it changes. */
final class ProductRules {

    private static final Set<String> COMPLETENESS = Set.of("status", "familyId", "attributes");

    private ProductRules() {}

    static void check(
            @Nullable ProductRow before,
            ProductRow after,
            ObjectNode patch,
            References references,
            List<FieldError> errors) {
        if (before == null) {
            require(patch, "sku", errors);
            require(patch, "name", errors);
        }
        checkPrices(after, patch, errors);
        checkType(before, after, references, errors);
        if (after.status == ProductStatus.COMPLETE && COMPLETENESS.stream().anyMatch(patch::has)) {
            List<String> missing = references.missing(after.familyId, after.attributeValues);
            if (!missing.isEmpty()) {
                errors.add(new FieldError(
                        "attributes",
                        "of a complete product of this family must have a value for " + String.join(", ", missing)));
            }
        }
    }

    private static void require(ObjectNode patch, String field, List<FieldError> errors) {
        if (!patch.has(field)) {
            errors.add(new FieldError(field, "must not be missing"));
        }
    }

    private static void checkPrices(ProductRow after, ObjectNode patch, List<FieldError> errors) {
        if ((patch.has("price") || patch.has("salePrice"))
                && after.price != null
                && after.salePrice != null
                && after.salePrice.compareTo(after.price) >= 0) {
            errors.add(new FieldError("salePrice", "must be below price, which is " + after.price.toPlainString()));
        }
    }

    private static void checkType(
            @Nullable ProductRow before, ProductRow after, References references, List<FieldError> errors) {
        if (before == null) {
            checkNewVariant(after, references, errors);
            return;
        }
        boolean variant = after.type == ProductType.VARIANT;
        if (before.type != after.type && (variant || before.type == ProductType.VARIANT)) {
            errors.add(new FieldError(
                    "type",
                    "cannot change from " + before.type + " to " + after.type
                            + ": delete the product and create it again"));
        } else if (!Objects.equals(before.parentProductId, after.parentProductId)) {
            errors.add(new FieldError("parentProductId", "cannot change: delete the variant and create it again"));
        } else if (before.type == ProductType.VARIABLE
                && after.type == ProductType.SIMPLE
                && references.withVariants().contains(before.id)) {
            errors.add(new FieldError(
                    "type", "cannot change to simple while there are variants: delete them for good first"));
        }
    }

    private static void checkNewVariant(ProductRow after, References references, List<FieldError> errors) {
        Long parent = after.parentProductId;
        if (after.type != ProductType.VARIANT) {
            if (parent != null) {
                errors.add(new FieldError("parentProductId", "is for products of type variant only"));
            }
        } else if (parent == null || !references.parents().containsKey(parent)) {
            errors.add(new FieldError("parentProductId", "of a variant must be the id of a variable product"));
        } else if (references.parents().get(parent) != ProductType.VARIABLE) {
            errors.add(new FieldError(
                    "parentProductId",
                    "must be a variable product, but product " + parent + " is of type "
                            + references.parents().get(parent)));
        }
    }
}
