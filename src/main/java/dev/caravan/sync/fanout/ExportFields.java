package dev.caravan.sync.fanout;

import dev.caravan.platform.ApiException;
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.ExportMappingsApi;
import dev.caravan.store.mapping.Source;
import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the fields that an export names lie in the store, by its connection's mapping. */
@Component
public class ExportFields {

    private static final String FIELD = "fieldsToExport";

    private final ExportMappingsApi mappings;

    public ExportFields(ExportMappingsApi mappings) {
        this.mappings = mappings;
    }

    /**
     * @param names as in an export mapping; null for all
     * @return the fields of a {@link dev.caravan.woocommerce.Document}; empty for all
     * @throws ApiException 400 if a name is no field, or a field that the mapping does not send
     */
    public Set<String> chosen(long accountId, long connectionId, @Nullable List<String> names) {
        if (names == null) {
            return Set.of();
        }
        List<Source> sources = mappings.sources(accountId, FIELD, names);
        ExportMapping mapping = mappings.active(accountId, connectionId).orElse(null);
        Set<String> chosen = new LinkedHashSet<>();
        for (int i = 0; i < sources.size(); i++) {
            Set<String> fields = mapping == null ? usual(sources.get(i)) : mapped(mapping, sources.get(i));
            if (fields.isEmpty()) {
                throw ApiException.invalid(
                        FIELD, "has \"" + names.get(i) + "\", which the connection's export mapping does not send");
            }
            chosen.addAll(fields);
        }
        return chosen;
    }

    private static Set<String> usual(Source source) {
        CatalogueField field = source.field();
        return field == null ? Set.of(StoreField.ATTRIBUTES) : Set.copyOf(field.storeFields());
    }

    private static Set<String> mapped(ExportMapping mapping, Source source) {
        Set<String> fields = new LinkedHashSet<>();
        List<String> targets = mapping.targetsOf(source);
        targets.forEach(target -> fields.add(documentField(target)));
        CatalogueField field = source.field();
        boolean shown = field == null
                ? targets.isEmpty()
                        && (mapping.attributes().contains(source.attributeId())
                                || mapping.shows(CatalogueField.ATTRIBUTES))
                : mapping.shows(field);
        if (shown) {
            fields.addAll(usual(source));
        }
        return fields;
    }

    private static String documentField(String target) {
        if (target.equals(StoreField.GLOBAL_ATTRIBUTE)) {
            return StoreField.ATTRIBUTES;
        }
        return target.startsWith("dimensions.") ? "dimensions" : target;
    }
}
