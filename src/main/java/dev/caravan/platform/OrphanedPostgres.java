package dev.caravan.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears what a {@code kill -9} of Caravan leaves behind: an embedded PostgreSQL that lives on, or its stale
 * {@code postmaster.pid}. Only called by the holder of the data folder's lock.
 */
final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private OrphanedPostgres() {}

    static void clear(Path dataDirectory) {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> orphan = postmaster(Files.readAllLines(pidFile), dataDirectory);
            if (orphan.isPresent()) {
                log.info(
                        "Stopping the embedded PostgreSQL that outlived the last run (pid {})",
                        orphan.get().pid());
                stop(orphan.get());
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + pidFile, e);
        }
    }

    /** The process of the pid file, unless the number was given to some other program since. */
    private static Optional<ProcessHandle> postmaster(List<String> pidFile, Path dataDirectory) {
        if (pidFile.isEmpty() || !pidFile.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pidFile.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(p -> {
                    String command =
                            p.info().commandLine().or(() -> p.info().command()).orElse("");
                    return command.contains("postgres") && command.contains(dataDirectory.toString());
                });
    }

    private static void stop(ProcessHandle postmaster) {
        postmaster.destroy(); // SIGTERM: no new sessions, ends when the dead JVM's sessions are gone
        try {
            postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            List<ProcessHandle> children = postmaster.descendants().toList();
            postmaster.destroyForcibly(); // PostgreSQL recovers from its log at the next start
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(child -> child.onExit().join());
            postmaster.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
