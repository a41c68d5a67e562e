package dev.caravan.sync.claim;

import dev.caravan.store.Store;
import dev.caravan.store.address.StoreCallSettings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.util.URISupport;

/** The HTTP endpoint through which a store's route calls its store. */
final class StoreEndpoint {

    private StoreEndpoint() {}

    /** Every limit is set, because camel-http's defaults are three minutes and twenty connections. */
    static String of(Store store, StoreCallSettings calls) throws Exception {
        Map<String, Object> options = new TreeMap<>();
        options.put("throwExceptionOnFailure", false);
        options.put("copyHeaders", false);
        options.put("followRedirects", false);
        options.put("connectTimeout", calls.connectTimeout().toMillis());
        options.put("connectionRequestTimeout", calls.connectTimeout().toMillis());
        options.put("responseTimeout", calls.requestTimeout().toMillis());
        options.put("soTimeout", calls.requestTimeout().toMillis());
        options.put("connectionsPerRoute", store.concurrency());
        options.put("maxTotalConnections", store.concurrency());
        options.put("httpClientConfigurer", "#callMeters"); // with the limits of every call
        return "http:" + store.storeUrl() + "?" + URISupport.createQueryString(options);
    }
}
