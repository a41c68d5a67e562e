package dev.caravan.sync.analytics;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.store.StoresApi;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of the figures over time. */
@Component
class AnalyticsEndpoint {

    private final Analytics analytics;
    private final StoresApi stores;
    private final Clock clock;

    AnalyticsEndpoint(Analytics analytics, StoresApi stores, Clock clock) {
        this.analytics = analytics;
        this.stores = stores;
        this.clock = clock;
    }

    /** @param connectionId null: all stores that the caller sees @param totals of all points */
    record OverTime(
            @Nullable Long connectionId,
            Instant from,
            Instant to,
            String resolution,
            Figures totals,
            List<Analytics.Point> points) {}

    record OfStores(
            Instant from, Instant to, String resolution, List<Analytics.OfStore> data, Page.Pagination pagination) {}

    public OverTime show(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("from") @Nullable String from,
            @Header("to") @Nullable String to,
            @Header("resolution") @Nullable String resolution) {
        if (connectionId != null) {
            stores.get(caller, connectionId);
        }
        TimeRange range = TimeRange.of(from, to, resolution, clock.instant());
        List<Analytics.Point> points = analytics.points(caller, connectionId, range);
        Figures totals = points.stream().map(Analytics.Point::figures).reduce(Figures.NONE, Figures::plus);
        return new OverTime(
                connectionId,
                range.from().toInstant(),
                range.to().toInstant(),
                range.resolution().word(),
                totals,
                points);
    }

    public OfStores rank(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("from") @Nullable String from,
            @Header("to") @Nullable String to,
            @Header("resolution") @Nullable String resolution,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        TimeRange range = TimeRange.of(from, to, resolution, clock.instant());
        Page<Analytics.OfStore> found = analytics.stores(caller, range, Page.Request.of(page, limit));
        return new OfStores(
                range.from().toInstant(),
                range.to().toInstant(),
                range.resolution().word(),
                found.data(),
                found.pagination());
    }
}
