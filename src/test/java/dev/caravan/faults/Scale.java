package dev.caravan.faults;

import java.util.Random;

/**
 * How much of a fault a run brings: {@code ./mvnw verify} the short form, {@code -Pfaults} the long one.
 *
 * @param seed of all random choices; {@code -Dcaravan.seed=…} repeats those of an earlier run
 */
public record Scale(boolean isLong, long seed) {

    public static Scale chosen() {
        Scale scale = new Scale(
                "long".equals(System.getProperty("caravan.faults")),
                Long.getLong("caravan.seed", System.nanoTime() & 0xffff_ffffL));
        System.out.printf("faults, %s form, -Dcaravan.seed=%d%n", scale.isLong ? "long" : "short", scale.seed);
        return scale;
    }

    public int of(int inShort, int inLong) {
        return isLong ? inLong : inShort;
    }

    /** The choices of one test do not depend on those of another. */
    Random random(String test) {
        return new Random(seed * 31 + test.hashCode());
    }
}
