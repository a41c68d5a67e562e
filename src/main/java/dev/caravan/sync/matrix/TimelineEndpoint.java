package dev.caravan.sync.matrix;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.matrix.TimelineEntry.Kind;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of one product in its stores, and of the timelines of products and stores. */
@Component
class TimelineEndpoint {

    private final ProductInStores products;
    private final Timeline timeline;
    private final StoresApi stores;

    TimelineEndpoint(ProductInStores products, Timeline timeline, StoresApi stores) {
        this.products = products;
        this.timeline = timeline;
        this.stores = stores;
    }

    public Page<ProductInStores.InStore> stores(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("productId") long productId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return products.page(caller, productId, Page.Request.of(page, limit));
    }

    public Timeline.Entries ofProduct(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("productId") long productId,
            @Header("kind") @Nullable String kind,
            @Header("before") @Nullable String before,
            @Header("limit") @Nullable Integer limit) {
        products.isVariant(caller, productId);
        return timeline.ofProduct(caller, productId, Kind.of(kind), TimelineCursor.of(before), most(limit));
    }

    public Timeline.Entries ofStore(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("kind") @Nullable String kind,
            @Header("before") @Nullable String before,
            @Header("limit") @Nullable Integer limit) {
        stores.get(caller, connectionId);
        return timeline.ofStore(caller, connectionId, Kind.of(kind), TimelineCursor.of(before), most(limit));
    }

    private static int most(@Nullable Integer limit) {
        return Page.Request.of(null, limit).limit();
    }
}
