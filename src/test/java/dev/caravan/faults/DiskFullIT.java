package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault 11: a PostgreSQL that has trouble of its own, on a small disk. Needs a disk that can be mounted, see {@link SmallDisk};
 * skipped where that is not possible.
 */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static World world;

    @BeforeAll
    static void start() throws Exception {
        Scale scale = Scale.chosen();
        disk = SmallDisk.mount(folder.resolve("small"), scale.of(300, 2_000));
        world = new World(scale, folder, disk.folder().resolve("data"), 4);
        world.postgres.execute(
                "ALTER SYSTEM SET max_wal_size = '96MB'",
                "ALTER SYSTEM SET min_wal_size = '32MB'",
                "SELECT pg_reload_conf()");
    }

    @AfterAll
    static void close() throws Exception {
        if (world != null) {
            world.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    @Order(1)
    void aTransactionThatIsHeldOpenDelaysOnlyWhatItLocks() throws Exception {
        try (LongTransaction fault = new LongTransaction(world, world.shops.take(1))) {
            fault.delaysOnlyWhatItLocks();
        }
    }

    @Test
    @Order(2)
    @Tag("faults-long")
    void manyDeadTuplesLeaveTheQueueUsableAndGoByThemselves() throws Exception {
        try (DeadTuples fault = new DeadTuples(world, world.shops.take(1))) {
            fault.leaveTheQueueUsable(1_000_000);
        }
    }

    @Test
    @Order(3)
    void nothingIsLostWhenTheDiskIsFull() throws Exception {
        Insisting calls = new Insisting(world.first);
        int changes = world.scale.of(400, 5_000);
        int before = world.first.program().output().size();
        try (Sale sale = new Sale(calls, "F11", world.shops.take(2));
                Load load = new Load(calls, "F11", world.random("F11"))) {
            CrashIT.slow(sale, 50, 5);
            load.make(world.scale.of(40, 300), true);
            load.start(changes);
            for (int i = 0; i < world.scale.of(1, 5); i++) {
                int begun = load.done();
                await("changes go on").atMost(PATIENCE).until(() -> load.done() >= Math.min(changes, begun + 30));
                fillAndFree(calls);
            }
            await("all changes answered").atMost(PATIENCE).until(load::isOver);
            sale.awaitQuiet(PATIENCE);

            assertThat(load.lostFrom(sale.catalogue())).isEmpty();
            assertThat(sale.differences()).isEmpty();
            assertThat(calls.count(0)).as("calls without an answer").isZero();
            assertThat(calls.longest()).isLessThan(Duration.ofSeconds(15));
            await("health").atMost(PATIENCE).until(() -> health().contains("\"database\":{\"status\":\"UP\""));
            List<String> log = world.first.program().output();
            List<String> since = log.subList(before, log.size());
            assertThat(withStackTraces(since)).as("lines with stack traces").isEmpty();
            long told = since.stream()
                    .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .count();
            assertThat(told).as("warnings and errors").isLessThan(40L * world.scale.of(1, 5));
            world.say(
                    "11", "disk full: answers by status", "%s; the longest wait %s", calls.answers(), calls.longest());
            world.say("11", "disk full: warnings and errors in the log", "%d", told);
        }
    }

    /** The line of the log that each comes after. */
    private static List<String> withStackTraces(List<String> log) {
        List<String> told = new ArrayList<>();
        String last = "";
        for (String line : log) {
            if (line.startsWith("20")) {
                last = line;
            } else if (line.startsWith("\tat ") && !told.contains(last)) {
                told.add(last);
            }
        }
        return told;
    }

    /** First tables cannot grow, which is an error; then there is no room for the log, and PostgreSQL goes down. */
    private static void fillAndFree(Insisting calls) throws Exception {
        world.postgres.execute(
                "SELECT pg_switch_wal()", "CHECKPOINT", "SELECT pg_logical_emit_message(true, 'a', 'b')");
        disk.fill();
        try {
            await("health says that the disk is full")
                    .atMost(PATIENCE)
                    .until(() -> health().contains("No space left on device"));
            assertThat(health()).contains("\"database\":{\"status\":\"DOWN\"");
            long unavailable = calls.count(503);
            await("no room for the log").atMost(PATIENCE).until(DiskFullIT::isDown);
            await("a change answered with 503").atMost(PATIENCE).until(() -> calls.count(503) > unavailable);
        } finally {
            disk.free();
        }
        await("PostgreSQL is there again").atMost(PATIENCE).until(DiskFullIT::isBack);
    }

    private static boolean isDown() {
        try {
            world.postgres.execute(
                    "SELECT pg_logical_emit_message(true, 'filler', repeat('x', 1000000))", "SELECT pg_switch_wal()");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    /** It is started again by whoever looks after it, if it could not even recover for want of room. */
    private static boolean isBack() throws IOException {
        try {
            world.postgres.restartIfEnded();
            return world.postgres.number("SELECT 1") == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String health() throws IOException {
        return world.first.ask("GET", "/actuator/health", null).body();
    }
}
