package dev.caravan.sync;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens to products, links, mappings, stores and holders, in whatever order: when the faults end, the stores come
 * to show the newest state. A run that fails is repeated with {@code -Dcaravan.seed}.
 */
class InterleavingsTest {

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

    @Property(
            tries = 30,
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF)
    void convergeToTheNewestState(@ForAll long seed) {
        if (interleavings != null) {
            interleavings.run(Long.getLong("caravan.seed", seed));
        }
    }
}
