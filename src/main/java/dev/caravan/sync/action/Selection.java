package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.matrix.ProductWalk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which stores and products an action means. */
@Component
class Selection {

    private final Sql sql;
    private final StoresApi stores;
    private final ProductWalk walk;

    Selection(Sql sql, StoresApi stores, ProductWalk walk) {
        this.sql = sql;
        this.stores = stores;
        this.walk = walk;
    }

    /**
     * @param ids null or empty: all that the caller sees
     * @throws ApiException 404 for one that the caller does not see, 409 if there is none
     */
    List<Store> stores(Caller caller, @Nullable List<Long> ids) {
        List<Store> seen = stores.all(caller);
        if (ids == null || ids.isEmpty()) {
            if (seen.isEmpty()) {
                throw ApiException.conflict("There is no store yet: connect one first");
            }
            return seen;
        }
        Set<Long> wanted = new HashSet<>(ids);
        List<Store> named =
                seen.stream().filter(store -> wanted.contains(store.id())).toList();
        named.forEach(store -> wanted.remove(store.id()));
        wanted.stream().min(Long::compare).ifPresent(id -> {
            throw ApiException.notFound("Connection", id);
        });
        return named;
    }

    private record Named(long id, @Nullable Long parentProductId) {}

    /**
     * The named products, without variants whose parent is named as well: they go with it.
     *
     * @throws ApiException 404 for a product that the account does not have
     */
    List<Long> products(Caller caller, List<Long> ids) {
        List<Named> products = sql.statement("sync/find-named-products")
                .param("accountId", caller.accountId())
                .param("ids", ids.toArray(Long[]::new))
                .query(Named.class)
                .list();
        Set<Long> known = products.stream().map(Named::id).collect(Collectors.toSet());
        for (Long id : ids) {
            if (!known.contains(id)) {
                throw ApiException.notFound("Product", id);
            }
        }
        return products.stream()
                .filter(product -> product.parentProductId == null || !known.contains(product.parentProductId))
                .map(Named::id)
                .toList();
    }

    /**
     * The products that a filter finds. Its state is looked for in its own store, or else in those of the action.
     *
     * @throws ApiException 400 if the filter is not valid, 404 if its store is not there
     */
    ProductWalk.Portions matching(Caller caller, ActionFilter filter, List<Store> acted) {
        Long own = filter.connectionId();
        List<Store> asked = own == null ? acted : List.of(stores.get(caller, own));
        return walk.of(caller.accountId(), filter.matrix(), asked);
    }

    /** The stores of an action that are still there. */
    List<Store> still(ActionJob job) {
        return job.connectionIds().stream()
                .flatMap(id -> stores.find(id).stream())
                .filter(store -> store.accountId() == job.accountId())
                .toList();
    }

    boolean isThere(long accountId, long connectionId) {
        return stores.find(connectionId)
                .filter(store -> store.accountId() == accountId)
                .isPresent();
    }
}
