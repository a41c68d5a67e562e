package dev.caravan.sync;

import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxFault.Mangling;
import dev.caravan.sandbox.fault.SandboxScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens in a run.
 *
 * @param store 0 or 1
 * @param product 0 to 4
 * @param value what makes it differ from others of its kind
 */
record InterleavingsStep(Kind kind, int store, int product, int value) {

    static final int STORES = 2;
    static final int PRODUCTS = 5;
    /** It has variants. */
    static final int VARIABLE = 4;

    /** What may happen; how often beside the others. */
    enum Kind {
        PRICE(6),
        NAME(4),
        DELETE(2),
        RESTORE(3),
        EXPORT(5),
        ADD_VARIANT(3),
        CHANGE_VARIANT(4),
        REMOVE_VARIANT(2),
        RENAME(4),
        /** Two products exchange their SKUs. */
        SWAP(2),
        /** A product gets the SKU that another had. */
        GIVE(2),
        SWAP_VARIANTS(2),
        UNLINK(1),
        PAUSE(1),
        RESUME(3),
        MAPPING(1),
        FAULT(5),
        CRASH(2),
        TURN(6),
        /** The machine's clock is set back by an hour. */
        JUMP(1),
        BREATHE(9);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** Shorter and longer than what a call may take. */
    private static final Duration LONG = Duration.ofMillis(800);

    private static final List<SandboxFault> FAULTS = List.of(
            SandboxFault.dropBeforeApplying(),
            SandboxFault.dropAfterApplying(),
            SandboxFault.status(500),
            SandboxFault.statusAfterApplying(500),
            SandboxFault.statusAfterApplying(504),
            SandboxFault.status(429, "30"),
            SandboxFault.status(503),
            SandboxFault.status(413),
            SandboxFault.truncated(),
            SandboxFault.phpWarning(),
            SandboxFault.html(),
            SandboxFault.mangled(Mangling.EMPTY),
            SandboxFault.mangled(Mangling.ITEM_MISSING),
            SandboxFault.hangAfterApplying(LONG),
            SandboxFault.late(LONG));

    private static final List<SandboxScope> SCOPES =
            List.of(SandboxScope.BATCHES, SandboxScope.ANY, SandboxScope.PRODUCT_READS, SandboxScope.BATCHES);

    private static final List<Duration> TURNS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(40),
            Duration.ofSeconds(70),
            Duration.ofMinutes(10),
            Duration.ofHours(2));

    /** The run of a seed: the same for ever. */
    static List<InterleavingsStep> sequence(long seed) {
        Random random = new Random(seed);
        int length = 6 + random.nextInt(25);
        List<InterleavingsStep> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            steps.add(new InterleavingsStep(
                    kind(random), random.nextInt(STORES), random.nextInt(PRODUCTS), random.nextInt(10_000)));
        }
        return steps;
    }

    private static Kind kind(Random random) {
        int all = 0;
        for (Kind kind : Kind.values()) {
            all += kind.weight;
        }
        int at = random.nextInt(all);
        for (Kind kind : Kind.values()) {
            at -= kind.weight;
            if (at < 0) {
                return kind;
            }
        }
        return Kind.BREATHE;
    }

    SandboxFault fault() {
        return FAULTS.get(value % FAULTS.size());
    }

    SandboxScope scope() {
        return SCOPES.get(value / FAULTS.size() % SCOPES.size());
    }

    int times() {
        return 1 + value / (FAULTS.size() * SCOPES.size()) % 3;
    }

    Duration turn() {
        return TURNS.get(value % TURNS.size());
    }

    Duration breath() {
        return Duration.ofMillis(10 + value % 90);
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case FAULT -> " " + times() + " x " + fault() + " " + scope();
            case TURN -> " " + turn();
            case BREATHE -> " " + breath();
            case PRICE, NAME, MAPPING, ADD_VARIANT, CHANGE_VARIANT, REMOVE_VARIANT, RENAME, SWAP, GIVE, SWAP_VARIANTS ->
                " " + value;
            default -> "";
        };
        return "%s(store %d, product %d%s)".formatted(kind, store, product, what);
    }
}
