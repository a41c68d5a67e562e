package dev.caravan.sync.matrix;

import dev.caravan.store.Store;
import java.util.List;
import org.springframework.stereotype.Component;

/** All products that a filter finds, in the order of their ids, a portion at a time. */
@Component
public class ProductWalk {

    private final MatchingProducts products;
    private final MatrixCells cells;

    ProductWalk(MatchingProducts products, MatrixCells cells) {
        this.products = products;
        this.cells = cells;
    }

    /** What is found after a product. */
    public interface Portions {

        /** At most {@code limit} ids above {@code after}; fewer: there are no more. */
        List<Long> after(long after, int limit);
    }

    /** @param stores in which states are looked for @throws ApiException 400 if the search cannot be carried out */
    public Portions of(long accountId, MatrixFilter filter, List<Store> stores) {
        List<MatrixStore> columns = stores.stream()
                .map(store -> new MatrixStore(store.id(), store.storeName(), store.autoSync()))
                .toList();
        MatchingProducts.Question question = products.question(accountId, filter, columns, cells.lateBefore());
        return (after, limit) -> products.after(question, after, limit);
    }
}
