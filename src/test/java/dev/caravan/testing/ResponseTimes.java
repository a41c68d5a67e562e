package dev.caravan.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        return inWords(LongStream.range(0, CALLS).map(n -> nanos(call)).boxed().toList());
    }

    /**
     * How long each of some calls takes while they are made by turns, as people do: compiled code that has seen one of them only is
     * thrown away when the next one begins. The caller warms up.
     */
    public static Map<String, String> byTurns(Map<String, Runnable> calls) {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        for (int n = 0; n < CALLS; n++) {
            calls.forEach((name, call) ->
                    nanos.computeIfAbsent(name, any -> new ArrayList<>()).add(nanos(call)));
        }
        Map<String, String> words = new LinkedHashMap<>();
        nanos.forEach((name, times) -> words.put(name, inWords(times)));
        return words;
    }

    private static long nanos(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return System.nanoTime() - began;
    }

    private static String inWords(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p95 %.0f ms",
                sorted.get(CALLS / 2) / 1e6,
                sorted.get(CALLS * 95 / 100) / 1e6);
    }
}
