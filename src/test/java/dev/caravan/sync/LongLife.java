package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Steady changes to stores of which some are ill at times, with a turned clock. Each quarter of a day is like the one before,
 * and at its end all stores are well and nothing is pending.
 */
final class LongLife {

    static final Duration STEP = Duration.ofMinutes(10);
    static final int STEPS_A_QUARTER = 36;

    private static final int PRODUCTS = 60;
    private static final int CHANGED_A_STEP = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What the stores with faults suffer from, one after the other. None breaks a connection off: the JDK's server, which the
     * stores run on in this process, keeps 24 kB of each that is.
     */
    private static final List<SandboxFault> ILLNESSES = List.of(
            SandboxFault.status(502),
            SandboxFault.status(429, "1200"),
            SandboxFault.status(401),
            SandboxFault.statusAfterApplying(504),
            SandboxFault.html(),
            SandboxFault.status(500));

    private final Shop shop;
    private final Api api;
    private final JdbcClient jdbc;
    private final MatrixClock clock;
    private final InterleavingsCrash crash;
    private final ActiveClaims active;

    private final List<Connected> well = new ArrayList<>();
    private final List<Connected> ill = new ArrayList<>();
    private final Deque<Item> products = new ArrayDeque<>();
    /** Comes and goes as a connection; its store is always the same. */
    private Connected guest;

    private int steps;

    LongLife(Shop shop, Api api, JdbcClient jdbc, MatrixClock clock, InterleavingsCrash crash, ActiveClaims active) {
        this.shop = shop;
        this.api = api;
        this.jdbc = jdbc;
        this.clock = clock;
        this.crash = crash;
        this.active = active;
        for (int i = 0; i < 2; i++) {
            well.add(shop.connect("\"onDelete\":\"delete\""));
            ill.add(shop.connect("\"onDelete\":\"delete\""));
        }
        guest = shop.connect("\"onDelete\":\"delete\"");
        products.addAll(shop.products(PRODUCTS));
        stores().forEach(store -> shop.export(store, List.copyOf(products)));
    }

    private List<Connected> stores() {
        List<Connected> all = new ArrayList<>(well);
        all.addAll(ill);
        all.add(guest);
        return all;
    }

    /** Six hours: five with faults, and one in which all get well. */
    void liveAQuarter() {
        for (int step = 0; step < STEPS_A_QUARTER - 6; step++) {
            fallIll(step);
            change();
            settleDown();
            clock.turn(STEP);
        }
        getWell();
        // what tells of the past is the test's and the sandbox's, not the program's
        crash.forget();
        stores().forEach(store -> store.store().clearCalls());
    }

    /** Half an hour each, so that holds run out while the fault lasts; now and then a holder vanishes. */
    private void fallIll(int step) {
        if (step % 6 == 0) {
            ill.get(0).store().faults().always(ILLNESSES.get(step / 6 % ILLNESSES.size()));
            ill.get(1).store().faults().every(5, SandboxFault.statusAfterApplying(502), SandboxScope.BATCHES);
            ill.get(1).store().faults().refuseSku(products.getFirst().sku(), "product_invalid_name", "No");
            ill.get(1).store().faults().poisonSku(products.getLast().sku());
        }
        if (step % 6 == 3) {
            ill.forEach(store -> store.store().faults().clear());
        }
        if (step % 5 == 2) {
            crash.next(well.get(1).id());
        }
        if (step == 12) {
            connectAnew();
        }
        if (step % 12 == 7) {
            api.post(Shop.PATH + "/connections/" + well.get(0).id() + "/pause", "")
                    .expect(200);
        }
        if (step % 12 == 9) {
            api.post(Shop.PATH + "/connections/" + well.get(0).id() + "/resume", "")
                    .expect(200);
        }
    }

    private void connectAnew() {
        api.delete(Shop.PATH + "/connections/" + guest.id()).expect(204);
        String body =
                "{\"storeName\":\"Guest\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\",\"onDelete\":\"delete\"}"
                        .formatted(
                                guest.store().url(),
                                guest.store().consumerKey(),
                                guest.store().consumerSecret());
        long id = api.post(Shop.PATH + "/connections", body).expect(201).id();
        guest = new Connected(id, guest.name(), guest.store(), guest.settings());
        export(guest, List.copyOf(products));
    }

    /** Some prices; one product goes, and another comes. */
    private void change() {
        steps++;
        for (int i = 0; i < CHANGED_A_STEP; i++) {
            Item product = products.removeFirst();
            products.addLast(product);
            shop.price(product, steps % 1_000 + 1 + ".50");
        }
        Item old = products.removeFirst();
        if (steps % 2 == 0) {
            shop.delete(old);
        }
        shop.deleteForGood(old);
        Item made = shop.product();
        products.addLast(made);
        stores().forEach(store -> export(store, List.of(made)));
    }

    /** Accepted, or done already. */
    private void export(Connected store, List<Item> exported) {
        int status = shop.startExport(store, exported).status();
        assertThat(status).isIn(200, 202);
    }

    /** Whatever is due now has been tried. */
    private void settleDown() {
        AtomicLong before = new AtomicLong(-1);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(60))
                .until(() -> {
                    long calls = stores().stream()
                            .mapToLong(store -> store.store().callCount())
                            .sum();
                    return before.getAndSet(calls) == calls && nothingRuns();
                });
    }

    private boolean nothingRuns() {
        return active.alive().length == 0
                && stores().stream().allMatch(store -> store.store().callsUnderWay() == 0)
                && !exists("SELECT 1 FROM product_event");
    }

    /** An hour passes at least, and nothing is pending, held, claimed or given up at its end. */
    private void getWell() {
        crash.noMore();
        stores().forEach(store -> store.store().faults().clear());
        for (int step = 0; step < 6; step++) {
            settleDown();
            clock.turn(STEP);
        }
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (nothingRuns() && !replayed() && isOwed()) {
                        clock.turn(STEP);
                    }
                    return nothingRuns() && !isOwed();
                });
    }

    private boolean isOwed() {
        return exists("SELECT 1 FROM woocommerce_product_sync WHERE wanted > synced")
                || exists("SELECT 1 FROM claim")
                || exists("SELECT 1 FROM dead_letter WHERE state = 'open'")
                || exists("SELECT 1 FROM connection WHERE hold_reason IS NOT NULL");
    }

    private boolean replayed() {
        boolean any = false;
        for (Connected store : stores()) {
            JsonNode letters = shop.deadLetters(store, "");
            if (!letters.isEmpty()) {
                any = true;
                api.post(Shop.PATH + "/dead-letters/replay", "{\"connectionId\":%d}".formatted(store.id()))
                        .expect(200);
            }
        }
        return any;
    }

    private boolean exists(String rows) {
        return jdbc.sql("SELECT EXISTS (" + rows + ")").query(Boolean.class).single();
    }

    /** Rows of each table of the program. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("SELECT count(*) FROM " + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }
}
