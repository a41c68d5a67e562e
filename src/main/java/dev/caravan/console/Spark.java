package dev.caravan.console;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small line that shows how a number went, without axes.
 *
 * @param points of an SVG polyline, in a box of {@value #WIDTH} by {@value #HEIGHT}; empty if the number was always 0
 * @param sum of all values @param most the largest value
 */
record Spark(String points, long sum, long most) {

    static final int WIDTH = 120;
    static final int HEIGHT = 30;
    /** So that the line is not cut at its top. */
    private static final int EDGE = 2;

    static Spark of(List<Long> values) {
        long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
        long sum = values.stream().mapToLong(Long::longValue).sum();
        if (most == 0) {
            return new Spark("", 0, 0);
        }
        String points = IntStream.range(0, values.size())
                .mapToObj(i -> x(i, values.size()) + "," + y(values.get(i), most))
                .collect(Collectors.joining(" "));
        return new Spark(points, sum, most);
    }

    private static long x(int i, int count) {
        return Math.round((double) WIDTH * i / Math.max(1, count - 1));
    }

    private static long y(long value, long most) {
        return HEIGHT - EDGE - Math.round((double) (HEIGHT - 2 * EDGE) * value / most);
    }

    /** Deliveries a minute over the hour, as a person reads them. */
    public String rate() {
        double rate = sum / 60.0;
        return sum == 0 ? "0" : rate < 1 ? "< 1" : String.valueOf(Math.round(rate));
    }
}
