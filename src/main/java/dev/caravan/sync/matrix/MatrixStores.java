package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stores that a matrix looks at. */
@Component
class MatrixStores {

    /** A page has so many cells for each product. */
    static final int MOST = 50;

    private final Sql sql;

    MatrixStores(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param ids null: the first {@value #MOST} stores that the caller sees
     * @throws ApiException 400 if too many are named, 404 for one that the caller does not see
     */
    List<MatrixStore> of(Caller caller, @Nullable List<Long> ids) {
        if (ids != null && (ids.isEmpty() || ids.size() > MOST)) {
            throw ApiException.invalid("connectionIds", "must name 1 to " + MOST + " connections");
        }
        List<MatrixStore> stores = sql.statement("sync/list-matrix-stores")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("ids", ids == null ? null : ids.toArray(Long[]::new))
                .param("limit", MOST)
                .param("offset", 0)
                .query(MatrixStore.class)
                .list();
        Set<Long> found = stores.stream().map(MatrixStore::id).collect(Collectors.toSet());
        for (Long id : ids == null ? List.<Long>of() : ids) {
            if (!found.contains(id)) {
                throw ApiException.notFound("Connection", id);
            }
        }
        return stores;
    }

    /** One page of all that the caller sees. */
    Page<MatrixStore> page(Caller caller, Page.Request request) {
        List<MatrixStore> stores = sql.statement("sync/list-matrix-stores")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("ids", null)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(MatrixStore.class)
                .list();
        return Page.of(stores, count(caller, null), request);
    }

    /** How many the caller sees; of one: whether it is seen. */
    long count(Caller caller, @Nullable Long connectionId) {
        return sql.statement("sync/count-matrix-stores")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("connectionId", connectionId)
                .query(Long.class)
                .single();
    }

    /** @throws ApiException 404 if the caller does not see it */
    MatrixStore one(Caller caller, long id) {
        return of(caller, List.of(id)).get(0);
    }
}
