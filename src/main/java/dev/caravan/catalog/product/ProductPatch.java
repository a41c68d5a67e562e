package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.asset.AssetBody;
import dev.caravan.catalog.structure.AttributeRule;
import dev.caravan.catalog.structure.CategoryPaths;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.ApiException.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies the fields of a request to a product: an absent field stays, {@code null} removes. Attributes that are not
 * named stay, because a list of all of them would make the family's defaults the product's own values.
 */
final class ProductPatch {

    /** Members of an answer that a request cannot change; they are ignored, because clients send back answers. */
    private static final Set<String> READ_ONLY = Set.of("id", "createdAt", "updatedAt", "deletedAt");

    private static final int MOST_ENTRIES = 200;

    private final ProductRow draft;
    private final References references;
    private final List<FieldError> errors = new ArrayList<>();

    private ProductPatch(ProductRow draft, References references) {
        this.draft = draft;
        this.references = references;
    }

    /** The product after the change. @param before null for a new one @throws ApiException 400 naming all problems */
    static ProductRow apply(@Nullable ProductRow before, ObjectNode patch, References references) {
        ProductPatch change = new ProductPatch(before == null ? new ProductRow() : before.copy(), references);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            change.attempt(field.getKey(), () -> change.set(field.getKey(), field.getValue()));
        }
        if (patch.has("images") && patch.has("assets")) {
            change.errors.add(new FieldError("images", "and assets say the same: give one of them"));
        }
        change.checkWhole(before, patch);
        if (!change.errors.isEmpty()) {
            throw ApiException.invalid(change.errors);
        }
        return change.draft;
    }

    private void attempt(String field, Runnable action) {
        try {
            action.run();
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(field, String.valueOf(e.getMessage())));
        }
    }

    private void set(String field, JsonNode value) {
        switch (field) {
            case "sku" -> draft.sku = Values.line(value, Values.SKU_LENGTH);
            case "name" -> draft.name = Values.line(value, Values.NAME_LENGTH);
            case "type" -> draft.type = Values.word(value, ProductType.class);
            case "parentProductId" -> draft.parentProductId = optional(value, Values::id);
            case "status" -> draft.status = Values.word(value, ProductStatus.class);
            case "description" -> draft.description = optional(value, Values::longText);
            case "shortDescription" -> draft.shortDescription = optional(value, Values::shortText);
            case "price" -> draft.price = keepScale(draft.price, optional(value, Values::amount));
            case "salePrice" -> draft.salePrice = keepScale(draft.salePrice, optional(value, Values::amount));
            case "stockQuantity" -> draft.stockQuantity = optional(value, Values::integer);
            case "weight" -> draft.weight = keepScale(draft.weight, optional(value, Values::amount));
            case "dimensions" -> dimensions(value);
            case "categories" -> draft.wantedCategories = list(value, CategoryPaths::parse);
            case "tags" -> draft.tags = tags(value);
            case "familyId" -> family(optional(value, Values::id));
            case "attributes" -> attributes(value);
            case "assets" -> assets(value);
            case "images" -> draft.wantedImages = list(value, ProductPatch::image);
            default -> {
                if (!READ_ONLY.contains(field)) {
                    throw new IllegalArgumentException("is not a known field");
                }
            }
        }
    }

    private static <T> @Nullable T optional(JsonNode value, Function<JsonNode, T> read) {
        return value.isNull() ? null : read.apply(value);
    }

    /** Keeps the former scale, because 19.9 is no change of 19.90. */
    private static @Nullable BigDecimal keepScale(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        return Values.same(before, after) ? before : after;
    }

    private static <T> List<T> list(JsonNode value, Function<JsonNode, T> read) {
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new IllegalArgumentException("must be a list");
        }
        if (value.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("must have at most " + MOST_ENTRIES + " entries");
        }
        Set<T> entries = new LinkedHashSet<>();
        value.forEach(entry -> entries.add(read.apply(entry)));
        return List.copyOf(entries);
    }

    private static List<String> tags(JsonNode value) {
        Map<String, String> tags = new LinkedHashMap<>();
        list(value, entry -> Values.line(entry, Values.LABEL_LENGTH))
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        return List.copyOf(tags.values());
    }

    private void dimensions(JsonNode value) {
        if (value.isNull()) {
            draft.length = null;
            draft.width = null;
            draft.height = null;
        } else if (value.isObject()) {
            value.properties()
                    .forEach(side -> attempt("dimensions." + side.getKey(), () -> {
                        BigDecimal amount = optional(side.getValue(), Values::amount);
                        switch (side.getKey()) {
                            case "length" -> draft.length = keepScale(draft.length, amount);
                            case "width" -> draft.width = keepScale(draft.width, amount);
                            case "height" -> draft.height = keepScale(draft.height, amount);
                            default -> throw new IllegalArgumentException("is not a known field");
                        }
                    }));
        } else {
            throw new IllegalArgumentException("must be an object with length, width and height");
        }
    }

    private void family(@Nullable Long id) {
        if (id != null && !references.families().containsKey(id)) {
            throw new IllegalArgumentException("must be the id of a family, but there is no family " + id);
        }
        draft.familyId = id;
    }

    private void assets(JsonNode value) {
        draft.assetIds = list(value, entry -> {
            long id = Values.id(entry.isObject() ? entry.path("id") : entry);
            if (!references.assets().contains(id)) {
                throw new IllegalArgumentException("must be ids of assets, but there is no asset " + id);
            }
            return id;
        });
    }

    private static AssetBody image(JsonNode value) {
        try {
            return new AssetBody(Values.longText(value), null, null, null).checked();
        } catch (ApiException e) {
            throw new IllegalArgumentException(
                    "must be addresses, but of \"" + ApiException.cut(value.asText()) + "\" the " + e.getMessage());
        }
    }

    private void attributes(JsonNode value) {
        if (value.isNull()) {
            draft.attributeValues.clear();
            return;
        }
        if (!value.isArray()) {
            throw new IllegalArgumentException("must be a list of {\"attributeId\", \"value\"}");
        }
        for (int i = 0; i < value.size(); i++) {
            JsonNode entry = value.get(i);
            attempt("attributes[" + i + "]", () -> attribute(entry));
        }
    }

    private void attribute(JsonNode entry) {
        AttributeRule rule = AttributeEntry.find(entry, references);
        JsonNode value = entry.get("value");
        if (value == null) {
            throw new IllegalArgumentException("needs a value; null removes it");
        }
        if (value.isNull()) {
            draft.attributeValues.remove(rule.id());
            return;
        }
        try {
            JsonNode kept = rule.accept(value);
            if (!Values.same(kept, draft.attributeValues.get(rule.id()))) {
                draft.attributeValues.put(rule.id(), kept);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("(" + rule.name() + ") " + e.getMessage());
        }
    }

    private void checkWhole(@Nullable ProductRow before, ObjectNode patch) {
        ProductRules.check(before, draft, patch, references, errors);
    }
}
