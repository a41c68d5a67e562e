package dev.caravan.sync.mapping;

import dev.caravan.catalog.ChoiceAttributes;
import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.ExportMappingsApi;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.woocommerce.Document;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The connection's active export mapping, or the default one, without fields that a store would refuse or misread. */
@Component
public class ConnectionMapping implements Mapping {

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
                .map(ConnectionMapping::by)
                .orElseGet(() -> new Checked(USUAL, product -> FieldNames::of));
    }

    /** As if this mapping were the active one. */
    public static Mapping by(ExportMapping mapping) {
        MappedDocument mapped = new MappedDocument(mapping);
        return new Checked(mapped, mapped::origins);
    }

    /** @param origins returns, for a field, the product's value that it has */
    private record Checked(Mapping mapping, Function<Product, UnaryOperator<String>> origins) implements Mapping {

        @Override
        public Document document(Product product, Store store) {
            return mapping.document(product, store);
        }

        @Override
        public Document document(Product product, @Nullable Product parent, Store store) {
            return mapping.document(product, parent, store);
        }

        @Override
        public ChoiceAttributes choices() {
            return mapping.choices();
        }

        @Override
        public List<DocumentProblem> problems(Document document, Product product) {
            return DocumentCheck.problems(document, origins.apply(product));
        }
    }
}
