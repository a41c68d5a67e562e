package dev.caravan.sync.settle;

import dev.caravan.store.Hold;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.BatchFigures;
import dev.caravan.sync.batch.ChangeTraces;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.batch.SavedCalls;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reports to operators what happened, with names and ids: log lines and counters. */
@Component
public class SyncJournal {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.sync");

    private final Map<BatchFigures.Outcome, Counter> deliveries;
    private final Counter altered;
    private final Counter givenUp;
    private final SavedCalls saved;
    private final ChangeTraces traces;
    private final Clock clock;

    public SyncJournal(MeterRegistry meters, ChangeTraces traces, Clock clock) {
        this.traces = traces;
        this.deliveries = Stream.of(BatchFigures.Outcome.values())
                .collect(Collectors.toMap(
                        outcome -> outcome,
                        outcome -> Counter.builder("caravan.deliveries")
                                .description("Settled deliveries of a product to a store, by outcome")
                                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                .register(meters)));
        this.altered = Counter.builder("caravan.deliveries.altered")
                .description("Deliveries after which the store shows a value otherwise than it was sent")
                .register(meters);
        this.givenUp = Counter.builder("caravan.deliveries.given.up")
                .description("Changes that became dead letters because their store was unhealthy for too long")
                .register(meters);
        this.saved = new SavedCalls(meters);
        this.clock = clock;
    }

    void report(SettlementContext context, List<Settlement> settlements) {
        Store store = context.store();
        for (Settlement settlement : settlements) {
            count(BatchFigures.outcome(settlement), 1);
            traces.delivered(context, settlement, clock.instant());
            report(store, settlement);
            Remark remark = context.remarks().get(settlement.plan().key());
            if (remark != null) {
                altered.increment();
                log.info(
                        "{} (connection {}) does not show product {} as it was sent: {}",
                        store.storeName(),
                        store.id(),
                        settlement.plan().row().productId(),
                        remark.text());
            }
        }
        countSaved(settlements);
    }

    private void count(BatchFigures.Outcome outcome, int times) {
        Objects.requireNonNull(deliveries.get(outcome)).increment(times);
    }

    private void countSaved(List<Settlement> settlements) {
        BatchFigures figures = BatchFigures.of(settlements);
        saved.add(SavedCalls.Reason.UNCHANGED, figures.savedUnchanged());
        saved.add(SavedCalls.Reason.IMAGES, figures.savedImages());
        saved.add(SavedCalls.Reason.BATCHED, figures.savedBatched());
    }

    private void report(Store store, Settlement settlement) {
        Plan plan = settlement.plan();
        long product = plan.row().productId();
        switch (settlement.result()) {
            case SYNCED -> {
                if (settlement.exported()) {
                    log.info(
                            "Synced product {} to {} (fields: {})",
                            product,
                            store.storeName(),
                            String.join(", ", FieldNames.of(plan)));
                } else {
                    log.debug("Product {} needs nothing in {}: the store shows it already", product, store.storeName());
                }
            }
            case UNLINKED -> log.info("Unlinked product {} from {} ({})", product, store.storeName(), plan.operation());
            case DEAD ->
                log.warn(
                        "Failed to sync product {} to {}: {}; a dead letter waits for a change or a replay (connection {}, code {})",
                        product,
                        store.storeName(),
                        settlement.message(),
                        store.id(),
                        settlement.code());
            case RETRY ->
                log.info(
                        "Failed to sync product {} to {}: {}; next try {}",
                        product,
                        store.storeName(),
                        settlement.message(),
                        next(settlement, store));
        }
    }

    /** Products that have waited too long for a store: one line for all of them, because there may be very many. */
    void abandoned(Store store, Hold hold, int products, Duration limit) {
        count(BatchFigures.Outcome.ERROR, products);
        givenUp.increment(products);
        log.warn(
                "Dead-lettered {} change(s) that have waited for {} (connection {}) longer than {}, as it has been on hold since {},"
                        + " {}: {}; their dead letters wait for a change or a replay (code {})",
                products,
                store.storeName(),
                store.id(),
                readable(limit),
                hold.since(),
                hold.reason(),
                hold.detail(),
                ErrorCode.STORE_UNWELL);
    }

    private String next(Settlement settlement, Store store) {
        Instant due = settlement.dueAt();
        Instant until = store.hold() == null ? null : store.hold().until();
        Duration wait = Duration.between(clock.instant(), until != null && until.isAfter(due) ? until : due);
        return wait.toMillis() < 500 ? "as soon as the store can take it" : "in " + readable(wait);
    }

    /** For example {@code 10 s}, {@code 4 min}, {@code 48 h}. */
    public static String readable(Duration wait) {
        long seconds = Math.max(1, Math.round(wait.toMillis() / 1000.0));
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? Math.round(seconds / 60.0) + " min" : Math.round(seconds / 3600.0) + " h";
    }
}
