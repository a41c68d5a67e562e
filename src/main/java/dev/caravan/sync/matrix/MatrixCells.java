package dev.caravan.sync.matrix;

import dev.caravan.platform.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the cells of products, and says in which state each is. */
@Component
class MatrixCells {

    private final Sql sql;
    private final Clock clock;
    private final Duration lateAfter;

    MatrixCells(Sql sql, Clock clock, LateSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.lateAfter = settings.oldestOwed();
    }

    /** What has been pending since before is late. */
    Instant lateBefore() {
        return clock.instant().minus(lateAfter);
    }

    private record Place(long productId, long connectionId) {}

    private record Line(
            long productId,
            long connectionId,
            @Nullable Long wooProductId,
            boolean autoSync,
            boolean missed,
            @Nullable Instant lastExportedAt,
            int attempts,
            @Nullable Instant pendingSince,
            boolean failed,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            @Nullable Instant dueAt) {

        CellStatus status(MatrixStore store, Instant lateBefore) {
            if (failed) {
                return CellStatus.ERROR;
            }
            if (pendingSince != null) {
                return pendingSince.isBefore(lateBefore) ? CellStatus.LATE : CellStatus.PENDING;
            }
            return autoSync && store.autoSync() ? CellStatus.IN_SYNC : CellStatus.OFF;
        }

        MatrixCell cell(MatrixStore store, Instant lateBefore) {
            return new MatrixCell(
                    store.id(),
                    status(store, lateBefore),
                    wooProductId,
                    pendingSince,
                    errorCode,
                    errorMessage,
                    autoSync,
                    missed,
                    attempts,
                    dueAt,
                    lastExportedAt);
        }
    }

    /** Product to its cells, in the order of the stores; its variants are a part of it. */
    Map<Long, List<MatrixCell>> of(long accountId, List<Long> productIds, List<MatrixStore> stores) {
        return read("sync/read-matrix-cells", accountId, productIds, stores);
    }

    /** Variant to its cells, in the order of the stores. */
    Map<Long, List<MatrixCell>> ofVariants(long accountId, List<Long> productIds, List<MatrixStore> stores) {
        return read("sync/read-variant-cells", accountId, productIds, stores);
    }

    private Map<Long, List<MatrixCell>> read(
            String statement, long accountId, List<Long> productIds, List<MatrixStore> stores) {
        Instant lateBefore = lateBefore();
        Map<Place, Line> lines = new HashMap<>();
        sql.statement(statement)
                .param("accountId", accountId)
                .param("ids", productIds.toArray(Long[]::new))
                .param("stores", stores.stream().map(MatrixStore::id).toArray(Long[]::new))
                .query(Line.class)
                .list()
                .forEach(line -> lines.put(new Place(line.productId, line.connectionId), line));
        Map<Long, List<MatrixCell>> cells = new HashMap<>();
        for (Long product : productIds) {
            cells.put(
                    product,
                    stores.stream()
                            .map(store -> cell(lines.get(new Place(product, store.id())), store, lateBefore))
                            .toList());
        }
        return cells;
    }

    private static MatrixCell cell(@Nullable Line line, MatrixStore store, Instant lateBefore) {
        return line == null ? MatrixCell.notThere(store) : line.cell(store, lateBefore);
    }
}
