package dev.caravan.sync;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** One world for all runs of a class, however many these are. */
abstract class InterleavingsProperty {

    private static @Nullable Interleavings interleavings;

    @BeforeContainer
    static void open() {
        interleavings = new Interleavings();
    }

    @AfterContainer
    static void close() {
        if (interleavings != null) {
            interleavings.close();
        }
    }

    /** One run. @param seed of its sequence, unless {@code -Dcaravan.seed} names another */
    static void run(long seed) {
        if (interleavings == null) {
            throw new IllegalStateException("the world is not open");
        }
        interleavings.run(Long.getLong("caravan.seed", seed));
    }
}
