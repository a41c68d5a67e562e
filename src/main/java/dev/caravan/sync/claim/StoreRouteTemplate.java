package dev.caravan.sync.claim;

import dev.caravan.store.Store;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.batch.SyncSettings;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Creates the routes of stores from their template. */
final class StoreRouteTemplate {

    private final CamelContext camel;
    private final SyncSettings settings;
    private final StoreCallSettings calls;

    StoreRouteTemplate(CamelContext camel, SyncSettings settings, StoreCallSettings calls) {
        this.camel = camel;
        this.settings = settings;
        this.calls = calls;
    }

    /** The id, or, if it is taken, the first free one with a number appended. */
    static String freeId(String id, Predicate<String> taken) {
        String free = id;
        for (int i = 2; taken.test(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    void add(String routeId, Store store) throws Exception {
        TemplatedRouteBuilder.builder(camel, "store-delivery")
                .routeId(routeId)
                .parameter("connectionId", store.id())
                .parameter("queue", routeId)
                .parameter("storeCall", StoreEndpoint.of(store, calls))
                .parameter("concurrency", store.concurrency())
                .parameter("wakeUpPoll", settings.wakeUpPoll().toMillis())
                .add();
        describe(routeId, store);
    }

    /**
     * Puts the name of the store into the description that operators see. The name is not a parameter of the
     * template, because Camel would resolve placeholders in it: a name like {@code {{caravan.secret-key}}} would show
     * that setting.
     */
    void describe(String routeId, Store store) {
        Route route = camel.getRoute(routeId);
        if (route != null) {
            route.getProperties()
                    .put(
                            Route.DESCRIPTION_PROPERTY,
                            store.storeName()
                                    + ": brings this store up to date, batch by batch, until nothing is due.");
        }
    }
}
