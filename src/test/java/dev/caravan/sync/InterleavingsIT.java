package dev.caravan.sync;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.jspecify.annotations.Nullable;

/** The long form of {@link InterleavingsTest}. */
@Tag("faults")
@AddLifecycleHook(InterleavingsIT.OnlyInTheLongForm.class)
class InterleavingsIT {

    /** {@code ./mvnw verify -Pfaults} */
    static final class OnlyInTheLongForm implements SkipExecutionHook {

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            boolean asked = Boolean.getBoolean("caravan.faults.long")
                    || System.getProperty("caravan.faults", "").equals("long");
            return asked ? SkipResult.doNotSkip() : SkipResult.skip("only in the long form of the fault suite");
        }
    }

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
            tries = 2_000,
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF)
    void convergeToTheNewestState(@ForAll long seed) {
        if (interleavings != null) {
            interleavings.run(Long.getLong("caravan.seed", seed));
        }
    }
}
