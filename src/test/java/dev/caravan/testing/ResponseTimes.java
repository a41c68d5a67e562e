package dev.caravan.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** How long one call takes, by many of them. */
public final class ResponseTimes {

    private static final int CALLS = 40;
    private static final int WARM_UP = 5;

    private ResponseTimes() {}

    /** @return such as {@code p50 12 ms, p95 20 ms} */
    public static String of(Runnable call) {
        for (int n = 0; n < WARM_UP; n++) {
            call.run();
        }
        List<Long> nanos = LongStream.range(0, CALLS)
                .map(n -> {
                    long began = System.nanoTime();
                    call.run();
                    return System.nanoTime() - began;
                })
                .sorted()
                .boxed()
                .toList();
        return String.format(
                Locale.ROOT, "p50 %.0f ms, p95 %.0f ms", nanos.get(CALLS / 2) / 1e6, nanos.get(CALLS * 95 / 100) / 1e6);
    }
}
