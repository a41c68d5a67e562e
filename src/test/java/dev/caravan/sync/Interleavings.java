package dev.caravan.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/** Runs of seeds in one world; says what is needed to repeat one that fails, and looks for a shorter one on request. */
final class Interleavings implements AutoCloseable {

    private static final String FIGURES = "dev.caravan.figures";
    private static final Logger figures = LoggerFactory.getLogger(FIGURES);
    private static final int MOST_SHORTENINGS = 150;

    private final InterleavingsWorld world = InterleavingsWorld.open();
    private final long began = System.nanoTime();
    private final LoggingSystem logging = LoggingSystem.get(Interleavings.class.getClassLoader());
    private final @Nullable LogLevel before = level("dev.caravan");
    private final @Nullable LogLevel beforeOfCamel = level("org.apache.camel");
    private int runs;
    private int steps;

    Interleavings() {
        // vanished holders are errors in the log, and thousands of runs are many lines
        logging.setLogLevel("dev.caravan", LogLevel.OFF);
        logging.setLogLevel("org.apache.camel", LogLevel.OFF);
        logging.setLogLevel(FIGURES, LogLevel.INFO);
    }

    /** One run. @param seed of its sequence */
    void run(long seed) {
        List<InterleavingsStep> sequence = InterleavingsStep.sequence(seed);
        runs++;
        steps += sequence.size();
        try {
            InterleavingsRun.of(world, sequence);
        } catch (AssertionError e) {
            List<InterleavingsStep> shown = Boolean.getBoolean("caravan.shorten") ? shorter(sequence) : sequence;
            throw new AssertionError(
                    "seed %d (repeat it with -Dcaravan.seed=%d, -Dcaravan.shorten=true for a shorter sequence): %s%n%s"
                            .formatted(seed, seed, e.getMessage(), lines(shown)),
                    e);
        }
    }

    /** Leaves out what is not needed for the failure. */
    private List<InterleavingsStep> shorter(List<InterleavingsStep> failing) {
        List<InterleavingsStep> shortest = failing;
        int tried = 0;
        for (int i = 0; i < shortest.size() && tried < MOST_SHORTENINGS; tried++) {
            List<InterleavingsStep> without = new ArrayList<>(shortest);
            without.remove(i);
            if (fails(without)) {
                shortest = without;
            } else {
                i++;
            }
        }
        return shortest;
    }

    private boolean fails(List<InterleavingsStep> sequence) {
        try {
            InterleavingsRun.of(world, sequence);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static String lines(List<InterleavingsStep> sequence) {
        return String.join(
                "\n", sequence.stream().map(InterleavingsStep::toString).toList());
    }

    @Override
    public void close() {
        double seconds = (System.nanoTime() - began) / 1e9;
        figures.info(
                "{} interleavings of {} steps in {} s, {} a second: {} calls, {} holders vanished",
                runs,
                steps,
                Math.round(seconds),
                "%.1f".formatted(runs / seconds),
                world.calls(),
                world.crashes());
        world.close();
        logging.setLogLevel("dev.caravan", before);
        logging.setLogLevel("org.apache.camel", beforeOfCamel);
    }

    private @Nullable LogLevel level(String name) {
        LoggerConfiguration configuration = logging.getLoggerConfiguration(name);
        return configuration == null ? null : configuration.getConfiguredLevel();
    }
}
