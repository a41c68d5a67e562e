package dev.caravan.sync.matrix;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.SyncNews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Compares what pages show by a few small values. */
@Component
class Freshness implements SyncNews {

    private final Sql sql;
    private final StoresApi stores;
    private final StoreFigures figures;
    /** A store that is paused and resumed between two looks has changed, although it is as before. */
    private final AtomicLong changes = new AtomicLong();

    Freshness(Sql sql, StoresApi stores, StoreFigures figures) {
        this.sql = sql;
        this.stores = stores;
        this.figures = figures;
    }

    private record Newest(
            long newestAttempt,
            long newestLetter,
            long openLetters,
            @Nullable Instant newestStep,
            long newestAction) {}

    @EventListener
    void note(StoreChanged change) {
        changes.incrementAndGet();
    }

    @Override
    public Map<String, Object> of(long accountId) {
        List<Store> all = stores.all(new Caller(accountId, "", Role.VIEWER));
        Newest newest = sql.statement("sync/read-news")
                .param("accountId", accountId)
                .query(Newest.class)
                .single();
        List<Object> ofStores = List.of(
                changes.get(),
                all,
                figures.of(accountId),
                stores.deletionGuards(all.stream().map(Store::id).toList()));
        return Map.of(
                "stores", ofStores,
                "attention",
                        List.of(newest.newestLetter(), newest.openLetters(), newest.newestAction(), ofStores), // notes
                "history", newest.newestAttempt(),
                "jobs", String.valueOf(newest.newestStep()),
                "products", List.of(newest, ofStores));
    }
}
