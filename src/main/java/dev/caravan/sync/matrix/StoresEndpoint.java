package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.store.DeletionGuard;
import dev.caravan.store.HoldReason;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealth;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.analytics.RecentDeliveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of the list of stores with their figures. */
@Component
class StoresEndpoint {

    private final StoresApi stores;
    private final StoreFigures figures;
    private final RecentDeliveries deliveries;
    private final Clock clock;

    StoresEndpoint(StoresApi stores, StoreFigures figures, RecentDeliveries deliveries, Clock clock) {
        this.stores = stores;
        this.figures = figures;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * A store with its figures.
     *
     * @param syncedProducts neither pending nor in error, but for their images, which are counted apart
     * @param oldestPendingSeconds how long the oldest pending change has waited; null: none is pending
     * @param deletionGuard null: none is raised
     * @param deliveredByMinute products in each of the last 60 minutes, the oldest first
     */
    record StoreLine(
            long connectionId,
            String storeName,
            String storeUrl,
            StoreHealth health,
            long totalProducts,
            long syncedProducts,
            long pendingProducts,
            long errorProducts,
            long imagesPending,
            long imagesError,
            @Nullable Long oldestPendingSeconds,
            @Nullable DeletionGuard deletionGuard,
            List<Long> deliveredByMinute) {

        StoreLine with(long... minutes) {
            return new StoreLine(
                    connectionId,
                    storeName,
                    storeUrl,
                    health,
                    totalProducts,
                    syncedProducts,
                    pendingProducts,
                    errorProducts,
                    imagesPending,
                    imagesError,
                    oldestPendingSeconds,
                    deletionGuard,
                    Arrays.stream(minutes).boxed().toList());
        }
    }

    /** Which stores a list shows. */
    enum State {
        ALL(line -> true),
        HEALTHY(line -> line.health().state().equals("ok")),
        UNHEALTHY(line -> !line.health().state().equals("ok") && !isPaused(line)),
        PAUSED(State::isPaused),
        PENDING(line -> line.pendingProducts() > 0 || line.imagesPending() > 0),
        ERROR(line -> line.errorProducts() > 0 || line.imagesError() > 0),
        GUARDED(line -> line.deletionGuard() != null);

        private final Predicate<StoreLine> has;

        State(Predicate<StoreLine> has) {
            this.has = has;
        }

        private static boolean isPaused(StoreLine line) {
            return HoldReason.PAUSED.text().equals(line.health().reason());
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(@Nullable String word) {
            return word == null
                    ? ALL
                    : Arrays.stream(values())
                            .filter(state -> state.word().equals(word))
                            .findFirst()
                            .orElseThrow(() -> ApiException.invalid("state", "must be one of " + words()));
        }

        private static List<String> words() {
            return Arrays.stream(values()).map(State::word).toList();
        }
    }

    /**
     * Stores, by name.
     *
     * @param counts of the stores that match the search, by state
     * @param total products of these stores
     */
    record StoreLines(List<StoreLine> data, Page.Pagination pagination, Map<String, Long> counts, Totals total) {}

    /** @param oldestPendingSeconds null: nothing is pending */
    record Totals(
            long synced, long pending, long error, @Nullable Long oldestPendingSeconds) {}

    public StoreLines list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("search") @Nullable String search,
            @Header("state") @Nullable String state,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        Page.Request request = Page.Request.of(page, limit);
        State wanted = State.of(state);
        List<Store> seen = connectionId == null ? stores.all(caller) : List.of(stores.get(caller, connectionId));
        List<StoreLine> found = lines(caller, seen, search);
        List<StoreLine> matching = found.stream().filter(wanted.has).toList();
        Page<StoreLine> shown = Page.of(
                withMinutes(
                        caller,
                        matching.stream()
                                .skip(request.offset())
                                .limit(request.limit())
                                .toList()),
                matching.size(),
                request);
        return new StoreLines(shown.data(), shown.pagination(), counts(found), totals(found));
    }

    /** Only those that are shown, because it takes up to 60 rows for each. */
    private List<StoreLine> withMinutes(Caller caller, List<StoreLine> lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        List<Long> ids = lines.stream().map(StoreLine::connectionId).toList();
        Map<Long, long[]> minutes = deliveries.ofStores(caller.accountId(), ids, clock.instant());
        return lines.stream()
                .map(line -> line.with(Objects.requireNonNull(minutes.get(line.connectionId()))))
                .toList();
    }

    private List<StoreLine> lines(Caller caller, List<Store> seen, @Nullable String search) {
        String text = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
        List<Store> all = seen.stream()
                .filter(store -> store.storeName().toLowerCase(Locale.ROOT).contains(text)
                        || store.storeUrl().toString().contains(text))
                .toList();
        Map<Long, SyncCounts.Counts> counted = figures.of(caller.accountId());
        Map<Long, DeletionGuard> guards =
                stores.deletionGuards(all.stream().map(Store::id).toList());
        Instant now = clock.instant();
        return all.stream()
                .map(store -> line(
                        store,
                        counted.getOrDefault(store.id(), SyncCounts.Counts.none(store.id())),
                        guards.get(store.id()),
                        now))
                .toList();
    }

    private static StoreLine line(Store store, SyncCounts.Counts counts, @Nullable DeletionGuard guard, Instant now) {
        Instant oldest = counts.oldestPendingAt();
        return new StoreLine(
                store.id(),
                store.storeName(),
                store.storeUrl().toString(),
                StoreHealth.of(store),
                counts.linked(),
                counts.linked() - counts.pending() - counts.error(),
                counts.pending(),
                counts.error(),
                counts.imagesPending(),
                counts.imagesError(),
                oldest == null
                        ? null
                        : Math.max(0, Duration.between(oldest, now).toSeconds()),
                guard,
                List.of());
    }

    private static Map<String, Long> counts(List<StoreLine> lines) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (State state : State.values()) {
            counts.put(state.word(), lines.stream().filter(state.has).count());
        }
        return counts;
    }

    private static Totals totals(List<StoreLine> lines) {
        return new Totals(
                lines.stream().mapToLong(StoreLine::syncedProducts).sum(),
                lines.stream().mapToLong(StoreLine::pendingProducts).sum(),
                lines.stream().mapToLong(StoreLine::errorProducts).sum(),
                lines.stream()
                        .map(StoreLine::oldestPendingSeconds)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null));
    }
}
