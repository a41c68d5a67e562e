package dev.caravan.sync.mapping;

import dev.caravan.catalog.ChoiceAttributes;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps a product to what a store should show of it. */
public interface Mapping {

    /** All fields of a product, whether it is variable, a variant, or neither. */
    Document document(Product product, Store store);

    /**
     * The whole document of a product in a store.
     *
     * @param parent of a variant; else null
     * @throws CannotBeSentException if the store cannot keep a value of the product
     */
    default Document document(Product product, @Nullable Product parent, Store store) {
        if (parent != null) {
            Document offered = VariableProducts.parent(document(parent, store), parent);
            return VariableProducts.variation(
                    document(VariableProducts.ofVariant(product, parent), store), offered, parent);
        }
        Document document = document(product, store);
        return product.type() == ProductType.VARIABLE ? VariableProducts.parent(document, product) : document;
    }

    /** The attributes that are choices of variable products. */
    default ChoiceAttributes choices() {
        return ChoiceAttributes.ALL;
    }

    /** The values of a product's document that the store would refuse or misread. */
    default List<DocumentProblem> problems(Document document, Product product) {
        return List.of();
    }

    /**
     * The mapping for many products of one store, as it is now. It must be read after the rows are claimed: a change
     * of a mapping raises their counts, and a delivery that has read the count must not use an older mapping.
     */
    default Mapping current(Store store) {
        return this;
    }
}
