package dev.caravan.sync.mapping;

import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.store.mapping.ExportMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The values that a variant inherits from its parent. If a variant lacks a value and the store does not use the
 * parent's, the parent's value is sent. For weight, dimensions, shipping class, stock and image the store itself
 * shows the parent's.
 */
final class InheritedValues {

    private static final Set<String> SENT =
            Set.of("virtual", "downloadable", "tax_status", "stock_status", "backorders", "low_stock_amount");
    private static final Set<String> OF_A_SALE = Set.of(
            "sale_price", "date_on_sale_from", "date_on_sale_from_gmt", "date_on_sale_to", "date_on_sale_to_gmt");
    private static final String REGULAR = "regular_price";

    private final ExportMapping mapping;
    private final Product variant;

    private InheritedValues(ExportMapping mapping, Product variant) {
        this.mapping = mapping;
        this.variant = variant;
    }

    /** The variant with its own values, and with those values of its parent that must be sent. */
    static Product of(ExportMapping mapping, Product variant, Product parent) {
        Product own = VariableProducts.withOwnValues(variant);
        return new InheritedValues(mapping, own).with(parent);
    }

    private Product with(Product parent) {
        // A sale belongs to its own price: a variant with a price does not get the parent's sale.
        boolean priced = variant.price() != null || has(REGULAR);
        boolean onSale = variant.salePrice() != null || has("sale_price");
        List<AttributeValue> attributes = new ArrayList<>(variant.attributes());
        mapping.forEachTarget((source, target) -> {
            boolean wanted = SENT.contains(target)
                    || target.equals(REGULAR) && !priced
                    || OF_A_SALE.contains(target) && !priced && !onSale;
            AttributeValue ofParent = wanted ? SourceValues.attribute(parent, source.attributeId()) : null;
            if (ofParent != null && SourceValues.value(variant, source) == null) {
                long id = ofParent.attributeId();
                attributes.removeIf(own -> own.attributeId() == id);
                attributes.add(ofParent);
            }
        });
        return variant.withAttributes(attributes)
                .withPrices(
                        priced ? variant.price() : parent.price(),
                        priced || onSale ? variant.salePrice() : parent.salePrice());
    }

    private boolean has(String target) {
        return mapping.sources(target).anyMatch(source -> SourceValues.value(variant, source) != null);
    }
}
