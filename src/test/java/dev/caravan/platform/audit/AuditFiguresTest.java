package dev.caravan.platform.audit;

import dev.caravan.platform.Sql;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * What the audit entry adds to a change, and what the look-up of its API key adds to a request. Asserts nothing of speed; the
 * figures are in docs/figures.md: {@code ./mvnw test -Dtest=AuditFiguresTest -Dunit.tests.excluded=}.
 */
@Tag("benchmark")
@CaravanTest
@Import(AuditFiguresTest.Switch.class)
class AuditFiguresTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");
    private static final int ROUNDS = 10;
    private static final int CALLS = 100;

    @Autowired
    Api api;

    @Autowired
    Sql sql;

    @Autowired
    Switched table;

    /** A table that can be told to write nothing. */
    static class Switched extends AuditTable {

        private volatile boolean off;

        Switched(Sql sql, Clock clock) {
            super(sql, clock);
        }

        @Override
        public void insert(AuditEntry entry) {
            if (!off) {
                super.insert(entry);
            }
        }
    }

    @TestConfiguration
    static class Switch {
        @Bean
        @Primary
        Switched switched(Sql sql, Clock clock) {
            return new Switched(sql, clock);
        }
    }

    @Test
    void measures() {
        long id = api.post("/products", "{\"sku\":\"FIGURE-1\",\"name\":\"Shirt\",\"price\":\"19.90\"}")
                .expect(201)
                .id();
        IntConsumer patch = n -> api.patch(
                        "/products/" + id,
                        "{\"price\":\"" + (10 + n % 50) + "." + (10 + n % 89) + "\",\"name\":\"n" + n + "\"}")
                .expect(200);
        times(5 * CALLS, patch); // warms up
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            table.off = round % 2 == 0;
            (table.off ? without : with).addAll(times(CALLS, patch));
            table.off = !table.off;
            (table.off ? without : with).addAll(times(CALLS, patch));
        }
        table.off = false;

        long key = api.post("/api-keys", "{\"name\":\"figures\",\"role\":\"viewer\"}")
                .expect(201)
                .id();
        List<Long> lookUps = times(
                20 * CALLS,
                n -> sql.statement("platform/find-api-key")
                        .param("id", key)
                        .query((row, at) -> row.getBytes("hash"))
                        .single());
        List<Long> reads = times(5 * CALLS, n -> api.get("/products/" + id).expect(200));

        log.info(
                "PATCH with its entry {}, without {}: ratio {}",
                shown(with),
                shown(without),
                String.format(Locale.ROOT, "%.2f", (double) median(with) / median(without)));
        log.info("look-up of an API key {}; GET /products/{id} {}", shown(lookUps), shown(reads));
    }

    private static List<Long> times(int calls, IntConsumer call) {
        List<Long> nanos = new ArrayList<>();
        for (int n = 0; n < calls; n++) {
            long began = System.nanoTime();
            call.accept(n);
            nanos.add(System.nanoTime() - began);
        }
        return nanos;
    }

    private static long median(List<Long> nanos) {
        return at(nanos, 50);
    }

    private static long at(List<Long> nanos, int percent) {
        return nanos.stream().sorted().toList().get(nanos.size() * percent / 100);
    }

    private static String shown(List<Long> nanos) {
        return String.format(
                Locale.ROOT, "p50 %.2f ms, p99 %.2f ms (%d)", at(nanos, 50) / 1e6, at(nanos, 99) / 1e6, nanos.size());
    }
}
