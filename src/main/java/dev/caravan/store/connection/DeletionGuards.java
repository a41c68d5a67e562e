package dev.caravan.store.connection;

import dev.caravan.platform.Sql;
import dev.caravan.store.DeletionGuard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads which stores have a deletion guard; the fan-out raises them. */
@Component
class DeletionGuards {

    private final Sql sql;

    DeletionGuards(Sql sql) {
        this.sql = sql;
    }

    private record Row(long connectionId, Instant raisedAt, long held, BigDecimal share) {

        DeletionGuard guard() {
            return new DeletionGuard(raisedAt, held, share);
        }
    }

    Optional<DeletionGuard> find(long connectionId) {
        return Optional.ofNullable(of(List.of(connectionId)).get(connectionId));
    }

    /** By connection, without those that have none. */
    Map<Long, DeletionGuard> of(List<Long> connections) {
        return sql
                .statement("store/list-deletion-guards")
                .param("connections", connections.toArray(Long[]::new))
                .query(Row.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Row::connectionId, Row::guard));
    }
}
