package dev.caravan.sync.batch;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the history: one row per product, store and attempt, and their figures. */
@Component
public class History {

    private final Sql sql;

    public History(Sql sql) {
        this.sql = sql;
    }

    /** @param shown by the key of a row: since when its change waited that the store shows now */
    public void add(
            SettlementContext context,
            List<Settlement> settlements,
            Map<Long, ? extends @Nullable Instant> shown,
            Instant now) {
        // Waiting for others is no attempt; there may be thousands of such settlements.
        var columns = new Columns<>(settlements.stream()
                .filter(s -> s.plan().action() != Plan.Action.ALONE)
                .filter(s -> s.plan().action() != Plan.Action.WAIT || isFirstWait(s))
                .toList());
        if (columns.rows().isEmpty() && context.calls() == 0) {
            return;
        }
        BatchFigures figures = BatchFigures.of(columns.rows());
        DelaySketch sketch = DelaySketch.of(delays(columns.rows(), shown, now));
        sql.statement("sync/insert-history")
                .param("accountId", context.store().accountId())
                .param("connectionId", context.store().id())
                .param("httpStatus", context.status())
                .param("millis", context.millis())
                .param("batchId", context.token())
                .param("now", Timestamp.from(now))
                .param("productIds", columns.longs(s -> s.plan().row().productId()))
                .param(
                        "wooProductIds",
                        columns.longs(s -> s.wooProductId() == null ? s.plan().wooProductId() : s.wooProductId()))
                .param("skus", columns.texts(s -> s.plan().sku()))
                .param("operations", columns.texts(s -> s.plan().operation()))
                .param("fields", columns.texts(s -> String.join(",", FieldNames.of(s.plan()))))
                .param("outcomes", columns.texts(Settlement::outcome))
                .param("errorCodes", columns.texts(s -> code(context, s)))
                .param("errorMessages", columns.texts(s -> message(context, s)))
                .param("attempts", columns.ints(s -> s.plan().row().attempts() + 1))
                .param("delivered", figures.delivered())
                .param("unchanged", figures.unchanged())
                .param("retried", figures.retried())
                .param("failed", figures.failed())
                .param("calls", context.calls())
                .param("fieldsSent", figures.fieldsSent())
                .param("savedUnchanged", figures.savedUnchanged())
                .param("savedImages", figures.savedImages())
                .param("savedBatched", figures.savedBatched())
                .param("delayBuckets", sketch.buckets())
                .param("delayCounts", sketch.times())
                .update();
    }

    private static List<Duration> delays(
            List<Settlement> settlements, Map<Long, ? extends @Nullable Instant> shown, Instant now) {
        return settlements.stream()
                .filter(s -> s.result() != Settlement.Result.DEAD)
                .map(s -> shown.get(s.plan().key()))
                .filter(Objects::nonNull)
                .map(since -> Duration.between(since, now))
                .toList();
    }

    private static boolean isFirstWait(Settlement s) {
        Plan.Refusal refusal = s.plan().refusal();
        return refusal != null
                && !(refusal.code().equals(ErrorCode.WAITS_FOR_PRODUCT)
                        && refusal.code().equals(s.plan().row().errorCode()));
    }

    private static @Nullable String code(SettlementContext context, Settlement settlement) {
        Remark remark = context.remarks().get(settlement.plan().key());
        return settlement.code() == null && settlement.message() == null && remark != null
                ? remark.code()
                : settlement.code();
    }

    private static @Nullable String message(SettlementContext context, Settlement settlement) {
        Remark remark = context.remarks().get(settlement.plan().key());
        return settlement.message() == null && remark != null ? remark.text() : settlement.message();
    }
}
