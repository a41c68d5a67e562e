package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.testing.Api;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Fault 12: 72 hours in some minutes. The history is kept for a day, so that all but the first day is steady life. */
@Tag("faults-long")
@MatrixWorld
@ExtendWith(CloseShop.class)
@TestPropertySource(
        properties = {
            "caravan.sync.history-days=1",
            "caravan.sync.mass-delete-share=1",
            "caravan.alert.check-every=200ms",
            "caravan.alert.dead-letters=0"
        })
class LongLifeIT {

    private static final int QUARTERS = 12;
    /** A day for the history to be as long as it gets, and a quarter for what is made at its first use. */
    private static final int WARM_UP = 5;

    private static final double MARGIN_MEGABYTES = 1;
    private static final int MARGIN_THREADS = 10;
    /** Answers that come for the first time; one a connection that is made anew would be six. */
    private static final int FEW_METERS = 3;

    private static final double MARGIN_ROWS = 1.1;
    private static final int FEW_ROWS = 20;

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MatrixClock clock;

    @Autowired
    InterleavingsCrash crash;

    @Autowired
    ActiveClaims active;

    @Autowired
    CamelContext camel;

    @Autowired
    MeterRegistry meters;

    @Test
    void nothingGrows() throws Exception {
        LongLife life = new LongLife(shop, api, jdbc, clock, crash, active);
        List<Footprint> footprints = new ArrayList<>();
        Map<String, Long> before = Map.of();
        Map<String, Long> tables = Map.of();
        int vanished = crash.count();
        Set<String> known = Set.of();

        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            life.liveAQuarter();
            Scheduled.prune(camel);
            Scheduled.run(camel, "prune-alerts");
            if (quarter == WARM_UP + 1) {
                known = Footprint.names(meters);
            }
            footprints.add(Footprint.of(camel, meters));
            tables = life.rows();
            if (quarter == WARM_UP + 1) {
                before = tables;
            }
            System.out.printf("after %d h: %s; %s%n", quarter * 6, footprints.get(quarter - 1), tables);
        }

        List<Footprint> steady = footprints.subList(WARM_UP, QUARTERS);
        Footprint begin = steady.get(0);
        Footprint end = steady.get(steady.size() - 1);
        System.out.printf(
                "| 12 | 72 h: heap after a collection at 36 h and at 72 h; trend in 36 h; holders vanished | %s; %s; %.1f MB; %d |%n",
                begin, end, trend(steady) * (steady.size() - 1), crash.count() - vanished);
        assertThat(trend(steady) * (steady.size() - 1))
                .as("megabytes more in 36 hours: %s", steady)
                .isLessThan(MARGIN_MEGABYTES);
        assertThat(end.heapMegabytes()).isLessThan(begin.heapMegabytes() + MARGIN_MEGABYTES);
        assertThat(end.threads()).isLessThanOrEqualTo(begin.threads() + MARGIN_THREADS);
        Set<String> more = Footprint.names(meters);
        more.removeAll(known);
        assertThat(end.meters()).as("meters more: %s", more).isLessThanOrEqualTo(begin.meters() + FEW_METERS);
        assertThat(end.routes()).isEqualTo(begin.routes());
        assertThat(end.endpoints()).isEqualTo(begin.endpoints());
        for (Map.Entry<String, Long> table : tables.entrySet()) {
            assertThat(table.getValue())
                    .as("rows of %s: %s, then %s", table.getKey(), before, tables)
                    .isLessThanOrEqualTo(Math.round(before.getOrDefault(table.getKey(), 0L) * MARGIN_ROWS) + FEW_ROWS);
        }
        assertThat(tables).as("there was a history, and there were alerts").allSatisfy((table, rows) -> {
            if (List.of("sync_log", "dead_letter", "alert", "export_job").contains(table)) {
                assertThat(rows).as(table).isPositive();
            }
        });
        assertThat(active.alive()).isEmpty();
        assertThat(active.letGo()).isEmpty();
        assertThat(crash.count()).as("leases have run out").isGreaterThan(vanished + QUARTERS);
    }

    /** Megabytes a quarter, by least squares. */
    private static double trend(List<Footprint> footprints) {
        double middle = (footprints.size() - 1) / 2.0;
        double mean = footprints.stream()
                .mapToDouble(Footprint::heapMegabytes)
                .average()
                .orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < footprints.size(); i++) {
            above += (i - middle) * (footprints.get(i).heapMegabytes() - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
