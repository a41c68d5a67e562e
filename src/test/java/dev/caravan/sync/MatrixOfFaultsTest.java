package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.sync.MatrixCell.Operation;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.SpringCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each fault with each operation, once passing and once lasting: a store each, all in one program, through one day of a
 * turned clock.
 */
@MatrixWorld
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixOfFaultsTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");
    private static final Duration STEP = Duration.ofHours(1);
    private static final int STEPS = 24;

    /** A hold's probe, two tries at the rows and the store doctor's look; 6 are measured, a loop makes hundreds. */
    private static final int MOST_CALLS_A_STEP = 12;

    /** A probe each hour, some of them with the store doctor; 31 are measured. */
    private static final int MOST_CALLS_A_DAY = 41;

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MatrixClock clock;

    @Autowired
    CamelContext camel;

    private final List<MatrixCell> cells = new ArrayList<>();
    private final List<MatrixCell> unclassified = new ArrayList<>();

    @BeforeAll
    void aDayPasses() {
        SpringCamelContext.setNoStart(
                false); // the tests' listener does both before a test method, which is too late here
        camel.start();
        for (MatrixFault fault : MatrixFault.values()) {
            for (Operation operation : Operation.values()) {
                cells.add(new MatrixCell(fault, operation, false, shop, api, jdbc));
                cells.add(new MatrixCell(fault, operation, true, shop, api, jdbc));
            }
        }
        cells.forEach(MatrixCell::prepare);
        awaitPrepared();
        cells.forEach(MatrixCell::strike);
        classify();
        cells.stream().filter(cell -> !cell.lasts).forEach(MatrixCell::heal);
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        // on a busy machine the last call of a cell may have taken too long
        for (int more = 0; more < 3 && cells.stream().anyMatch(MatrixCell::endedTooLate); more++) {
            step();
        }
        tell();
    }

    private void step() {
        cells.forEach(MatrixCell::nextStep);
        clock.turn(STEP);
        settleDown();
        cells.forEach(MatrixCell::look);
    }

    /** On a busy machine a call may take too long for its short limit; it is repeated after the store's own. */
    private void awaitPrepared() {
        AtomicLong before = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(120))
                .until(() -> {
                    boolean quiet = cells.stream().allMatch(MatrixCell::isQuiet);
                    long calls = calls();
                    if (!quiet && before.getAndSet(calls) == calls && nothingIsHeld()) {
                        clock.turn(Duration.ofSeconds(20));
                    }
                    return quiet;
                });
        cells.forEach(MatrixCell::begin);
    }

    /** Some take a few rounds: a row that was given up was narrowed down before. */
    private void classify() {
        for (int round = 0; round < 12; round++) {
            unclassified.clear();
            settleDown();
            cells.stream().filter(cell -> !cell.isClassified()).forEach(unclassified::add);
            if (unclassified.isEmpty()) {
                return;
            }
            clock.turn(Duration.ofSeconds(1));
        }
        // on a busy machine a call may take too long for its short limit, which is another fault than the cell's
        for (int round = 0; round < 30 && unclassified.stream().anyMatch(MatrixCell::tookTooLong); round++) {
            clock.turn(Duration.ofSeconds(20));
            settleDown();
            unclassified.removeIf(MatrixCell::isClassified);
        }
    }

    /** Several sweeps without a call, and nothing held: whatever is due now has been done. */
    private void settleDown() {
        AtomicLong before = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(120))
                .until(() -> {
                    long calls = calls();
                    return before.getAndSet(calls) == calls && nothingIsHeld();
                });
    }

    private boolean nothingIsHeld() {
        return jdbc.sql("SELECT count(*) FROM claim").query(Long.class).single() == 0;
    }

    private long calls() {
        return cells.stream().mapToLong(MatrixCell::calls).sum();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    Stream<MatrixCell> passing() {
        return cells.stream().filter(cell -> !cell.lasts);
    }

    Stream<MatrixCell> lasting() {
        return cells.stream().filter(cell -> cell.lasts);
    }

    @Test
    void classifiesEachFaultAtOnce() {
        assertThat(unclassified)
                .as(
                        "holds and codes: %s",
                        unclassified.stream()
                                .map(c -> c.seenHolds + " " + c.seenCodes)
                                .toList())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void convergesToTheNewestStateWhenTheFaultPasses(MatrixCell cell) {
        assertThat(cell.isQuiet()).as("nothing is pending").isTrue();
        assertThat(shop.health(cell.store).path("state").asText()).isEqualTo("ok");
        assertThat(cell.openDeadLetters(cell.fault.code)).isZero();
        if (cell.operation == Operation.DELETE) {
            assertThat(cell.shown()).isZero();
            return;
        }
        assertThat(cell.shown()).as("one product each").isEqualTo(2);
        for (Item product : cell.products) {
            assertThat(cell.store.field(product.sku(), "regular_price")).isEqualTo("30.00");
            assertThat(shop.status(cell.store, product)).isEqualTo("synced");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lasting")
    void endsAsTheRightHoldOrDeadLetterWhenTheFaultLasts(MatrixCell cell) {
        if (cell.fault.harmless()) {
            assertThat(cell.isQuiet()).isTrue();
            assertThat(cell.shown()).isEqualTo(cell.operation == Operation.DELETE ? 0 : 2);
        } else if (cell.fault.holds()) {
            assertThat(shop.health(cell.store).path("reason").asText()).isEqualTo(cell.fault.hold);
            assertThat(shop.health(cell.store).path("remedy").asText()).isNotBlank();
            assertThat(cell.isQuiet()).as("it is still pending").isFalse();
            assertThat(shop.deadLetters(cell.store, "")).isEmpty();
            assertThat(cell.attempts()).as("an ill store costs no attempts").isZero();
        } else {
            assertThat(shop.health(cell.store).path("state").asText()).isEqualTo("ok");
            assertThat(cell.openDeadLetters(cell.fault.code)).isEqualTo(2);
            assertThat(cell.isQuiet()).isTrue();
        }
        assertThat(cell.shown()).as("no doubles").isLessThanOrEqualTo(2);
    }

    @Test
    void makesNoLoopOfAnyFault() {
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.mostCallsAStep).as("in one step, %s", cell).isLessThanOrEqualTo(MOST_CALLS_A_STEP);
            assertThat(cell.calls()).as("in a day, %s", cell).isLessThanOrEqualTo(MOST_CALLS_A_DAY);
        });
    }

    private void tell() {
        tell("passing", cell -> !cell.lasts);
        tell("lasting", cell -> cell.lasts);
        lasting().forEach(cell -> log.info("{}: {} calls, {} in one step", cell, cell.calls(), cell.mostCallsAStep));
    }

    private void tell(String what, Predicate<MatrixCell> chosen) {
        LongSummaryStatistics calls =
                cells.stream().filter(chosen).mapToLong(MatrixCell::calls).summaryStatistics();
        log.info(
                "{} cells, {}: {} calls a cell, {} at most",
                calls.getCount(),
                what,
                calls.getAverage(),
                calls.getMax());
    }
}
