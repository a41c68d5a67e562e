package dev.caravan.sync;

import dev.caravan.testing.SlowTest;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever happens to products, links, mappings, stores and holders, in whatever order: when the faults end, the stores come
 * to show the newest state. A run that fails is repeated with {@code -Dcaravan.seed}.
 */
@SlowTest
class InterleavingsTest extends InterleavingsProperty {

    @Property(
            tries = 30,
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF)
    void convergeToTheNewestState(@ForAll long seed) {
        run(seed);
    }
}
