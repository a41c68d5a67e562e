package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.ChoiceAttributes;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.store.Store;
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.Source;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoreField.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The document by a connection's own mapping: the selected fields only, so that the rest is left alone. A mapped
 * value overrides the field's usual one. If a product has no mapped value, the usual one is sent if it is selected;
 * otherwise the field is emptied.
 */
final class MappedDocument implements Mapping {

    private static final String DIMENSIONS = "dimensions.";
    private static final String MANAGE_STOCK = "manage_stock";

    private final ExportMapping mapping;

    MappedDocument(ExportMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Document document(Product product, Store store) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (CatalogueField field : CatalogueField.values()) {
            if (mapping.shows(field)) {
                CoreFields.write(field, product, fields);
            }
        }
        if (mapping.fills(MANAGE_STOCK) && mapping.shows(CatalogueField.STOCK_QUANTITY)) {
            CoreFields.stock(product.stockQuantity(), fields); // a parent manages its stock if the mapping says so
        }
        mapping.forEachTarget((source, target) -> {
            StoreField field = field(target);
            put(fields, field, sentValue(product, source, target), empty(field, product));
        });
        attributes(product, fields);
        StockStatus.agree(fields);
        price("regular_price", fields);
        price("sale_price", fields);
        if (!fields.containsKey("status")) {
            // otherwise the store would publish a product that is not complete
            fields.put(Document.ON_CREATE + "status", CoreFields.status(product));
        }
        return new Document(fields);
    }

    /** A variant takes those values from its parent that a store does not inherit by itself. */
    @Override
    public Document document(Product product, @Nullable Product parent, Store store) {
        return parent == null
                ? Mapping.super.document(product, null, store)
                : VariableProducts.variation(
                        document(InheritedValues.of(mapping, product, parent), store),
                        VariableProducts.parent(document(parent, store), parent),
                        parent);
    }

    /** No quantity for a parent that would hide its variants' stock by having none itself, as with the usual field. */
    private @Nullable JsonNode sentValue(Product product, Source source, String target) {
        JsonNode value = SourceValues.value(product, source);
        boolean ofVariants = target.equals("stock_quantity")
                && !mapping.fills(MANAGE_STOCK)
                && product.options().stream()
                        .anyMatch(option -> Objects.equals(option.attributeId(), source.attributeId()));
        BigDecimal quantity = ofVariants && value != null ? DocumentCheck.number(value.asText()) : null;
        return quantity != null && quantity.signum() <= 0 ? null : value;
    }

    /** The value that is written if a product has none; null if the field is left alone. */
    private static @Nullable JsonNode empty(StoreField field, Product product) {
        boolean ofParent = product.type() == ProductType.VARIANT && field.name().equals("tax_class");
        return ofParent ? TextNode.valueOf("parent") : FieldShapes.empty(field); // "" is the standard class
    }

    @Override
    public ChoiceAttributes choices() {
        Set<Long> shown = new LinkedHashSet<>(mapping.attributes());
        shown.addAll(mapped(true));
        Set<Long> elsewhere = mapped(false);
        elsewhere.removeAll(shown);
        return mapping.shows(CatalogueField.ATTRIBUTES)
                ? new ChoiceAttributes(elsewhere, null)
                : new ChoiceAttributes(Set.of(), shown);
    }

    /** Returns, for a field of the document, the product's value that it has. */
    UnaryOperator<String> origins(Product product) {
        return field -> mapping.sources(field)
                .filter(source -> SourceValues.value(product, source) != null)
                .map(source -> name(product, source))
                .findFirst()
                .orElseGet(() -> FieldNames.of(field));
    }

    private static String name(Product product, Source source) {
        AttributeValue attribute = SourceValues.attribute(product, source.attributeId());
        return attribute == null ? Objects.requireNonNull(source.field()).code() : "attribute " + attribute.name();
    }

    private static StoreField field(String target) {
        return StoreField.of(target)
                .orElseThrow(() -> new IllegalStateException("no field of a store is named " + target));
    }

    private void put(
            Map<String, JsonNode> fields, StoreField field, @Nullable JsonNode value, @Nullable JsonNode empty) {
        String name = field.name();
        if (field.kind() == Kind.ATTRIBUTE) {
            return;
        }
        if (name.startsWith(DIMENSIONS)) {
            side(fields, field, value);
        } else if (field.kind() == Kind.TERMS) {
            ArrayNode terms = (ArrayNode) fields.computeIfAbsent(name, absent -> JsonNodeFactory.instance.arrayNode());
            if (value != null) {
                FieldShapes.of(field, value).forEach(terms::add);
            }
        } else if (value != null) {
            fields.put(name, FieldShapes.of(field, value));
            if (name.equals("stock_quantity") && !mapping.fills(MANAGE_STOCK)) {
                fields.put(MANAGE_STOCK, BooleanNode.TRUE);
            }
        } else if (name.equals("stock_quantity")) {
            if (!mapping.fills(MANAGE_STOCK)) {
                fields.putIfAbsent(MANAGE_STOCK, BooleanNode.FALSE); // null would be 0 [product-update-stock-null]
            }
        } else if (!fields.containsKey(name) && empty != null) {
            fields.put(name, empty);
        }
    }

    /** The store merges {@code dimensions}: sides that are not mapped stay. */
    private static void side(Map<String, JsonNode> fields, StoreField field, @Nullable JsonNode value) {
        ObjectNode sides =
                (ObjectNode) fields.computeIfAbsent("dimensions", absent -> JsonNodeFactory.instance.objectNode());
        String side = field.name().substring(DIMENSIONS.length());
        if (value != null || !sides.has(side)) {
            sides.set(side, value == null ? TextNode.valueOf("") : FieldShapes.of(field, value));
        }
    }

    /** Attributes that are mapped to a global attribute of the store, or only to other fields. */
    private Set<Long> mapped(boolean toAttribute) {
        Set<Long> ids = new LinkedHashSet<>();
        mapping.targets().forEach((source, fields) -> {
            boolean inPlace = !toAttribute && fields.contains(source.usualPlace());
            if (source.attributeId() != null
                    && !inPlace
                    && fields.contains(StoreField.GLOBAL_ATTRIBUTE) == toAttribute) {
                ids.add(source.attributeId());
            }
        });
        return ids;
    }

    /** The store replaces {@code attributes} as a whole, so the field is written if any attribute is selected. */
    private void attributes(Product product, Map<String, JsonNode> fields) {
        Set<Long> ids = new LinkedHashSet<>(mapping.attributes());
        Set<Long> global = mapped(true);
        Set<Long> elsewhere = mapped(false);
        ids.addAll(global);
        boolean all = mapping.shows(CatalogueField.ATTRIBUTES);
        if (ids.isEmpty() && !all) {
            return;
        }
        Product offered = product.withAttributes(VariableProducts.shown(product));
        List<AttributeValue> shown = new ArrayList<>();
        ids.forEach(id -> {
            AttributeValue attribute = SourceValues.attribute(offered, id);
            if (attribute != null) {
                shown.add(attribute);
            }
        });
        offered.attributes().stream()
                .filter(attribute -> all && !ids.contains(attribute.attributeId()))
                .filter(attribute -> !elsewhere.contains(attribute.attributeId()))
                .forEach(shown::add);
        ArrayNode list = CoreFields.attributes(shown);
        for (int i = 0; i < shown.size(); i++) {
            if (global.contains(shown.get(i).attributeId())) {
                ((ObjectNode) list.get(i)).put("global", true);
            }
        }
        fields.put(StoreField.ATTRIBUTES, list);
    }

    private void price(String name, Map<String, JsonNode> fields) {
        JsonNode price = fields.get(name);
        // a value that is no plain number stays as it is, and the check of the document refuses it: 1e999999999 would
        // take a gigabyte
        BigDecimal plain = price == null ? null : DocumentCheck.number(price.asText());
        BigDecimal changed = mapping.prices().apply(plain);
        if (changed != null) {
            fields.put(name, TextNode.valueOf(changed.toPlainString()));
        }
    }
}
