package dev.caravan.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a connection's store shows of a product, and where.
 *
 * @param selected in the order in which they were given; name and sku are always among them
 * @param targets source → field of the store, as {@link dev.caravan.woocommerce.StoreField} names it
 */
public record ExportMapping(
        long id, long connectionId, List<Source> selected, Map<Source, String> targets, PriceRules prices) {

    /** Whether this field of the product goes to its usual place. */
    public boolean shows(CatalogueField field) {
        boolean always = field == CatalogueField.NAME || field == CatalogueField.SKU;
        Source source = Source.of(field);
        return always || selected.contains(source) && !targets.containsKey(source);
    }

    /** The attributes that are shown as attributes, in the order of selection; the rest follows if {@code attributes} is selected. */
    public Set<Long> attributes() {
        Set<Long> ids = new LinkedHashSet<>();
        for (Source source : selected) {
            Long id = source.attributeId();
            if (id != null && !targets.containsKey(source)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Whether something is mapped to this field of the store. */
    public boolean fills(String storeField) {
        return targets.containsValue(storeField);
    }
}
