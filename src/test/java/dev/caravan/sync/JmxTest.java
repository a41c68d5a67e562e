package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.test.spring.junit5.DisableJmx;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An operator at a JMX console. The only class with a context of its own: camel-test has JMX off otherwise. */
@SyncTest
@DisableJmx(false)
@DirtiesContext
@TestPropertySource(properties = "caravan.sync.sweep-every=201ms") // tells its context from the others'
class JmxTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void letsDeliveriesWaitWhileTheRouteOfAStoreIsStoppedAndThenCatchUp() throws Exception {
        Connected store = shop.connect();
        Connected other = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        shop.export(other, product);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName route = route(server, store);
        assertThat(server.getAttribute(route, "State")).isEqualTo("Started");
        server.invoke(route, "stop", new Object[0], new String[0]);
        store.store().clearCalls();

        shop.price(product, "99.00");
        shop.awaitField(other, product, "regular_price", "99.00");
        shop.awaitAllBefore(other, product);

        assertThat(shop.status(store, product)).isEqualTo("pending");
        assertThat(store.store().calls()).extracting(SandboxCall::path).isEmpty();
        assertThat(server.getAttribute(route, "State")).isEqualTo("Stopped");

        server.invoke(route, "start", new Object[0], new String[0]);

        Shop.awaitUntil(() -> store.field(product.sku(), "regular_price").endsWith(".07"));
        shop.awaitStatus(store, product, "synced");
    }

    @Test
    void showsARouteForEachStoreAndNoneForARemovedOne() throws Exception {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        assertThat(route(server, store).toString()).contains("store-" + store.id());

        api.delete(Shop.PATH + "/connections/" + store.id()).expect(204);

        Shop.awaitUntil(() -> routes(server, store).isEmpty());
    }

    @Test
    void showsTheNameOfAStoreAtItsRouteAlsoAfterARename() throws Exception {
        Connected store = shop.connect();
        shop.export(store, shop.product());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName route = route(server, store);
        assertThat(server.getAttribute(route, "RouteGroup")).isEqualTo("deliver");
        assertThat((String) server.getAttribute(route, "Description")).startsWith(store.name() + ": ");

        api.patch(Shop.PATH + "/connections/" + store.id(), "{\"storeName\":\"Renamed\"}")
                .expect(200);

        assertThat((String) server.getAttribute(route, "Description")).startsWith("Renamed: ");
    }

    /** Each MBean costs 12 kB of heap, and the route of a store has some thirty producers: a thousand stores would fill it. */
    @Test
    void hasAHandfulOfObjectsForAStore() throws Exception {
        Connected store = shop.connect();
        shop.export(store, shop.product());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();

        assertThat(server.queryNames(new ObjectName("org.apache.camel:context=*,type=producers,*"), null))
                .isEmpty();
        assertThat(server.queryNames(new ObjectName("org.apache.camel:*"), null))
                .filteredOn(name -> name.toString().contains("store-" + store.id()))
                .hasSizeBetween(1, 10);
    }

    private static ObjectName route(MBeanServer server, Connected store) throws Exception {
        Set<ObjectName> names = routes(server, store);
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }

    private static Set<ObjectName> routes(MBeanServer server, Connected store) throws Exception {
        return server.queryNames(
                new ObjectName("org.apache.camel:context=*,type=routes,name=\"store-" + store.id() + "\""), null);
    }
}
