package dev.caravan.faults;

import dev.caravan.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the crash tests share because it takes long to start: stores in a process of their own, a PostgreSQL, nodes on it. */
final class World implements AutoCloseable {

    /** A lease that can be waited for. */
    private static final Map<String, String> QUICK = Map.of(
            "CARAVAN_SYNC_CONNECT_TIMEOUT", "250ms",
            "CARAVAN_SYNC_REQUEST_TIMEOUT", "2s",
            "CARAVAN_SYNC_LEASE", "3s",
            "CARAVAN_SYNC_HEARTBEAT_EVERY", "1s",
            "CARAVAN_SYNC_STORE_TIME_LIMIT", "2s",
            "CARAVAN_SYNC_BACKOFF_FIRST", "200ms",
            "CARAVAN_SYNC_BACKOFF_LONGEST", "2s",
            "CARAVAN_SYNC_MASS_DELETE_SHARE", "1"); // the load deletes many of a few, on purpose

    final Scale scale;
    final Shops shops;
    final Postgres postgres;
    final Node first;

    private final Path folder;
    private final Path jar;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private @Nullable CompletableFuture<Node> second;

    World(Path folder, int stores) throws IOException {
        this(Scale.chosen(), folder, folder.resolve("postgres/data"), stores);
    }

    /** @param data where the data of PostgreSQL lie */
    World(Scale scale, Path folder, Path data, int stores) throws IOException {
        this.scale = scale;
        this.folder = folder;
        jar = scale.isLong() ? Path.of(System.getProperty("caravan.jar")) : Program.unpacked();
        shops = opened(Shops.start(stores));
        postgres = opened(new Postgres(folder.resolve("postgres"), data, Program.freePort()));
        first = node("first");
    }

    /** Starts a second Caravan on the same database, behind the back of the test. */
    void startSecond() {
        second = CompletableFuture.supplyAsync(() -> {
            try {
                return node("second");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The second one, when it is ready. */
    Node second() {
        if (second == null) {
            startSecond();
        }
        return Objects.requireNonNull(second).join();
    }

    private Node node(String name) throws IOException {
        Map<String, String> settings = new HashMap<>(QUICK);
        settings.putAll(postgres.settings());
        if (!scale.isLong()) {
            settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // it starts sooner
        }
        return opened(new Node(jar, folder.resolve(name), settings)).start();
    }

    /** Another Caravan on the same database, not started yet. @param jvm options of its virtual machine */
    Node another(String name, String... jvm) throws IOException {
        Map<String, String> settings = new HashMap<>(QUICK);
        settings.putAll(postgres.settings());
        // a slow death is no delivery that stands still
        settings.keySet()
                .removeAll(
                        List.of("CARAVAN_SYNC_LEASE", "CARAVAN_SYNC_HEARTBEAT_EVERY", "CARAVAN_SYNC_REQUEST_TIMEOUT"));
        settings.put("_JAVA_OPTIONS", String.join(" ", jvm)); // beats the command line
        return opened(new Node(jar, folder.resolve(name), settings));
    }

    /**
     * A Caravan as people start it: with its embedded database, and the leases that it has by default.
     *
     * @param name of its folder
     */
    Node alone(String name) throws IOException {
        return alone(name, Map.of());
    }

    /** @param environment more of it */
    Node alone(String name, Map<String, String> environment) throws IOException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("CARAVAN_SYNC_MASS_DELETE_SHARE", "1");
        return opened(new Node(jar, folder.resolve(name), settings)).start();
    }

    Random random(String test) {
        return scale.random(test);
    }

    /** Prints a figure for docs/reliability.md. */
    void say(String fault, String figure, String format, Object... values) {
        System.out.println("| " + fault + " | " + figure + " | " + String.format(Locale.ROOT, format, values) + " |");
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        if (second != null) {
            second.handle((node, failure) -> node).join();
        }
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }
}
