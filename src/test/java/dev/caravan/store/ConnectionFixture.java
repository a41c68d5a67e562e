package dev.caravan.store;

import dev.caravan.testing.Api;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes connections over the API, each with an address of its own. */
public final class ConnectionFixture {

    public static final String PATH = "/integration/woocommerce/connections";
    /** Saves a connection without asking the store doctor: nobody lives at the addresses of these tests. */
    public static final String FORCE = "?force=true";

    public static final String KEY = "ck_f00dcafe11112222";
    public static final String SECRET = "cs_deadbeef33334444";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private ConnectionFixture() {}

    public static String url() {
        return "http://127.0.0.1:9/store-" + COUNT.incrementAndGet();
    }

    /** @param more further members, for example {@code ,"isDefault":true} */
    public static String body(String url, String more) {
        return """
                {"storeName":"Shop","storeUrl":"%s","consumerKey":"%s","consumerSecret":"%s"%s}""".formatted(url, KEY, SECRET, more);
    }

    public static long make(Api api) {
        return api.post(PATH + FORCE, body(url(), "")).expect(201).id();
    }
}
