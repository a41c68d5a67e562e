package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.Sale.Connected;
import java.time.Duration;
import java.util.List;

/** Some stores, of which three fall ill and recover together: one hangs, one answers 500, one is slow. */
final class IllStores {

    /** What was in a call that hung may wait for the store's time limit before it goes again; nothing else does. */
    private static final int OF_ONE_CALL = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final List<Connected> ill;
    final List<Connected> well;
    private final Sale sale;
    private final Insisting calls;
    private final int hangMs;
    private final int slowMs;
    private long writesBefore;

    /** @param hangMs how long a call hangs @param slowMs how long a call takes that is slow */
    IllStores(Sale sale, Insisting calls, int hangMs, int slowMs) {
        this.sale = sale;
        this.calls = calls;
        this.hangMs = hangMs;
        this.slowMs = slowMs;
        ill = sale.stores().subList(0, 3);
        well = sale.stores().subList(3, sale.stores().size());
    }

    private Connected hanging() {
        return ill.get(0);
    }

    private Connected broken() {
        return ill.get(1);
    }

    private Connected slow() {
        return ill.get(2);
    }

    void fallIll() {
        hanging().shop().faults("{\"always\":{\"fault\":{\"type\":\"hang\",\"ms\":%d}}}".formatted(hangMs));
        broken().shop().faults("{\"always\":{\"fault\":{\"type\":\"status\",\"code\":500}}}");
        slow().shop().faults("{\"latency_per_call_ms\":%d}".formatted(slowMs));
        writesBefore = written();
    }

    private long written() {
        return hanging().shop().writes() + broken().shop().writes();
    }

    /** Makes them well, tells Caravan so as an operator does, and waits until they have caught up. */
    void recover() {
        assertThat(written()).as("writes of the stores that take none").isEqualTo(writesBefore);
        assertThat(sale.pending(hanging())).isPositive();
        assertThat(sale.pending(broken())).isPositive();
        for (Connected store : ill) {
            store.shop().faults("{}");
            calls.json("POST", Sale.WOO + "/" + store.id() + "/resume", "{}");
        }
        await("the ill ones have caught up")
                .atMost(PATIENCE)
                .until(() ->
                        sale.pending(hanging()) <= OF_ONE_CALL && sale.pending(broken()) + sale.pending(slow()) == 0);
    }
}
