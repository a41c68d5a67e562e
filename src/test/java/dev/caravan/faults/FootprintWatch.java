package dev.caravan.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Looks at the metrics of a Caravan four times a second, as an operator's monitoring does. */
final class FootprintWatch implements AutoCloseable {

    private static final int EVERY_MS = 250;

    private final Node node;
    private final List<String> looks = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> watch;

    FootprintWatch(Node node) {
        this.node = node;
        watch = timer.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        looks.add(metrics());
    }

    private String metrics() {
        return node.program().metrics();
    }

    /** Ends the watch. */
    Footprint end() throws IOException, InterruptedException, ExecutionException {
        if (watch.isDone()) {
            watch.get(); // a look has failed, and was the last one
        }
        timer.shutdown();
        if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no metrics within 10 s");
        }
        node.program().collectGarbage();
        String rest = metrics();
        return new Footprint(
                all("jvm_threads_live_threads").max().orElseThrow(),
                all("process_files_open_files").max().orElseThrow(),
                all("hikaricp_connections_active")
                        .sorted()
                        .skip(looks.size() / 4)
                        .findFirst()
                        .orElseThrow(),
                all("hikaricp_connections_pending").max().orElseThrow(),
                sum(rest, "jvm_memory_used_bytes{area=\"heap\"") / 1e6);
    }

    private DoubleStream all(String meter) {
        ToDoubleFunction<String> value = metrics -> sum(metrics, meter);
        return looks.stream().mapToDouble(value);
    }

    private static double sum(String metrics, String meter) {
        List<String> lines =
                metrics.lines().filter(line -> line.startsWith(meter)).toList();
        if (lines.isEmpty()) {
            throw new AssertionError("no meter " + meter);
        }
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
