package dev.caravan.sync;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The long form of {@link InterleavingsTest}: {@code ./mvnw verify -Pfaults}. */
@Tag("faults-long")
class InterleavingsIT extends InterleavingsProperty {

    @Property(
            tries = 2_000,
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF)
    void convergeToTheNewestState(@ForAll long seed) {
        run(seed);
    }
}
