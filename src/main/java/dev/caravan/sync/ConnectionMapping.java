package dev.caravan.sync;

import dev.caravan.catalog.Product;
import dev.caravan.store.ExportMappingsApi;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.Document;
import org.springframework.stereotype.Component;

/** The connection's active export mapping, or the usual one; and nothing that a store would refuse or misread. */
@Component
class ConnectionMapping implements Mapping {

    private static final DefaultMapping USUAL = new DefaultMapping();

    private final ExportMappingsApi mappings;

    ConnectionMapping(ExportMappingsApi mappings) {
        this.mappings = mappings;
    }

    @Override
    public Document document(Product product, Store store) {
        return current(store).document(product, store);
    }

    @Override
    public Mapping current(Store store) {
        return mappings.active(store.accountId(), store.id())
                .map(MappedDocument::new)
                .<Mapping>map(mapped ->
                        (product, s) -> DocumentCheck.checked(mapped.document(product, s), mapped.origins(product)))
                .orElse((product, s) -> DocumentCheck.checked(USUAL.document(product, s), FieldNames::of));
    }
}
