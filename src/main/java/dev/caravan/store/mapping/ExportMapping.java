package dev.caravan.store.mapping;

import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What a connection's store shows of a product, and where.
 *
 * @param selected in the order in which they were given; name and sku are always among them
 * @param targets source → fields of the store, as {@link StoreField} names them; its usual place is among them only
 * if it is written there and elsewhere
 */
public record ExportMapping(
        long id, long connectionId, List<Source> selected, Map<Source, List<String>> targets, PriceRules prices) {

    /** Whether this field of the product is written to its usual place. */
    public boolean shows(CatalogueField field) {
        boolean always = field == CatalogueField.NAME || field == CatalogueField.SKU;
        Source source = Source.of(field);
        return always || selected.contains(source) && staysInPlace(source);
    }

    /** The attributes that are shown as attributes, in the order of selection; the rest follows if {@code attributes} is selected. */
    public Set<Long> attributes() {
        Set<Long> ids = new LinkedHashSet<>();
        for (Source source : selected) {
            Long id = source.attributeId();
            if (id != null && staysInPlace(source)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Each source with each field of the store that it is mapped to, except its usual place. */
    public void forEachTarget(BiConsumer<Source, String> work) {
        targets.forEach((source, fields) -> fields.stream()
                .filter(field -> !field.equals(source.usualPlace()))
                .forEach(field -> work.accept(source, field)));
    }

    /** The fields of the store that a source is mapped to; empty if it is not. */
    public List<String> targetsOf(Source source) {
        return targets.getOrDefault(source, List.of());
    }

    /** Whether a source is mapped to this field of the store. */
    public boolean fills(String storeField) {
        return sources(storeField).findAny().isPresent();
    }

    /** The sources that are mapped to a field of the store. */
    public Stream<Source> sources(String storeField) {
        return targets.entrySet().stream()
                .filter(entry -> entry.getValue().contains(storeField))
                .map(Map.Entry::getKey);
    }

    private boolean staysInPlace(Source source) {
        List<String> fields = targetsOf(source);
        return fields.isEmpty() || fields.contains(source.usualPlace());
    }
}
