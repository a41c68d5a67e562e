package dev.caravan.store.mapping;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.ApiException.FieldError;
import dev.caravan.platform.text.HiddenCharacters;
import dev.caravan.store.mapping.ExportMappingBody.Prices;
import dev.caravan.woocommerce.StoreField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a client's body into an export mapping, or reports all its problems. */
final class ExportMappingRules {

    private final SourceNames names;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<Source> selected = new LinkedHashSet<>();
    private final Map<Source, Set<String>> targets = new LinkedHashMap<>();

    private ExportMappingRules(SourceNames names) {
        this.names = names;
    }

    /** @throws ApiException 400 that names each unknown field and impossible target, and lists the possible ones */
    static ExportMapping read(long id, long connectionId, ExportMappingBody body, SourceNames names) {
        return new ExportMappingRules(names).read(id, connectionId, body);
    }

    private ExportMapping read(long id, long connectionId, ExportMappingBody body) {
        selected.add(Source.of(CatalogueField.NAME));
        selected.add(Source.of(CatalogueField.SKU));
        for (String name : Objects.requireNonNull(body.selectedFields())) {
            Source source = source("selectedFields", name);
            if (source != null) {
                selected.add(source);
            }
        }
        if (body.fieldMappings() != null) {
            body.fieldMappings().forEach(this::map);
        }
        PriceRules prices = prices(body.priceRules());
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        return new ExportMapping(id, connectionId, List.copyOf(selected), mapped(), prices);
    }

    private Map<Source, List<String>> mapped() {
        Map<Source, List<String>> mapped = new LinkedHashMap<>();
        targets.forEach((source, fields) -> {
            boolean onlyItsUsualPlace = fields.equals(Set.of(source.usualPlace()));
            if (!onlyItsUsualPlace) {
                mapped.put(source, List.copyOf(fields));
            }
        });
        return mapped;
    }

    private @Nullable Source source(String where, String name) {
        Source source = names.find(name).orElse(null);
        if (source == null) {
            errors.add(new FieldError(where, "has \"" + name + "\", which is no field or attribute; " + names.all()));
        }
        return source;
    }

    private void map(String name, Targets wanted) {
        Source source = source("fieldMappings", name);
        if (source != null) {
            wanted.fields().forEach(field -> map(name, source, field));
        }
    }

    private void map(String name, Source source, String wanted) {
        if (isItsUsualPlace(source, wanted.strip())) {
            selected.add(source);
            fields(source).add(source.usualPlace());
            return;
        }
        if (!HiddenCharacters.noneInName(wanted)) {
            errors.add(new FieldError("fieldMappings", HiddenCharacters.NONE_IN_NAME_RULE));
            return;
        }
        CatalogueField core = source.field();
        StoreField target = StoreField.of(wanted.strip()).orElse(null);
        if (core != null && !core.isSingle()) {
            errors.add(new FieldError(
                    "fieldMappings",
                    "cannot move " + core.code() + ": only single values and attributes can be mapped"));
        } else if (target == null) {
            errors.add(new FieldError(
                    "fieldMappings",
                    "cannot map " + name + " to \"" + wanted + "\"" + why(wanted) + "; possible are "
                            + StoreField.names()));
        } else {
            put(name, source, target);
        }
    }

    private void put(String name, Source source, StoreField target) {
        boolean many = target.kind() == StoreField.Kind.TERMS || target.kind() == StoreField.Kind.ATTRIBUTE;
        boolean taken = targets.entrySet().stream()
                .anyMatch(entry -> entry.getValue().contains(target.name())
                        && !entry.getKey().equals(source));
        if (taken && !many) {
            errors.add(new FieldError(
                    "fieldMappings", "map two things to " + target.name() + ", one of them " + name + ": choose one"));
            return;
        }
        fields(source).add(target.name());
    }

    private Set<String> fields(Source source) {
        return targets.computeIfAbsent(source, none -> new LinkedHashSet<>());
    }

    private static boolean isItsUsualPlace(Source source, String target) {
        CatalogueField core = source.field();
        return core == null
                ? target.equals(StoreField.ATTRIBUTES)
                : core.storeFields().get(0).equals(target) || core.code().equals(target);
    }

    private static String why(String target) {
        return switch (target) {
            case "sku" -> ": a product is found again by its own SKU";
            case "images" -> ": images come from the product's assets";
            case "type", "id" -> ": the store would lose its product";
            case "price" -> ": the store works it out of regular_price and sale_price";
            default -> target.startsWith("meta") ? ": the store keeps a field of its own under this key" : "";
        };
    }

    private PriceRules prices(@Nullable Prices rules) {
        if (rules == null) {
            return PriceRules.NONE;
        }
        price(rules.priceAttribute(), "regular_price");
        price(rules.salePriceAttribute(), "sale_price");
        return new PriceRules(
                rules.multiplier() == null ? BigDecimal.ONE : rules.multiplier(),
                rules.rounding() == null ? PriceRules.Rounding.NONE : rules.rounding());
    }

    private void price(@Nullable String name, String target) {
        Source source = name == null ? null : source("priceRules", name);
        if (source != null && name != null) {
            if (source.attributeId() == null) {
                errors.add(new FieldError("priceRules", "must name an attribute, not the field " + name));
            } else {
                put(name, source, StoreField.of(target).orElseThrow());
            }
        }
    }
}
