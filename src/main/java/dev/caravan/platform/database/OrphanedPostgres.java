package dev.caravan.platform.database;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up after a {@code kill -9} of Caravan: stops an embedded PostgreSQL that still runs, or removes its stale
 * {@code postmaster.pid}. Only called by the holder of the data folder's lock.
 */
final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern START = Pattern.compile("\\b(initdb|pg_ctl|postgres)\\b");
    private static final int MOST_LOOKS = 20;

    private OrphanedPostgres() {}

    static void clear(Path dataDirectory) {
        recorded(dataDirectory).filter(p -> isServer(p, dataDirectory)).ifPresent(orphan -> {
            log.info("Stopping the embedded PostgreSQL that outlived the last run (pid {})", orphan.pid());
            stop(orphan);
        });
        endStarts(dataDirectory);
        forgetReusedNumber(dataDirectory);
    }

    /**
     * Ends processes that were creating or starting the server when Caravan was killed: {@code initdb}, {@code
     * pg_ctl}, and a server that has not written its pid file yet. Each may start another one during the search, so
     * the search is repeated until none is left.
     */
    private static void endStarts(Path dataDirectory) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<ProcessHandle> starts = ProcessHandle.allProcesses()
                    .filter(process -> startsOn(process, dataDirectory))
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .toList();
            if (starts.isEmpty()) {
                return;
            }
            log.info("Ending {} processes that the last run had started PostgreSQL with", starts.size());
            starts.forEach(ProcessHandle::destroyForcibly);
            starts.forEach(OrphanedPostgres::awaitEnd);
        }
    }

    private static boolean startsOn(ProcessHandle process, Path dataDirectory) {
        String command = process.info().commandLine().orElse("") + " ";
        return START.matcher(command).find() && command.contains("-D " + dataDirectory + " ");
    }

    /** A zombie does not end, and does no harm. */
    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("The process {} of the last run does not end", process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Deletes a pid file whose number another program or a zombie has by now, because PostgreSQL would take that
     * process for itself. A pid file whose process has ended is left, because PostgreSQL then makes sure that no
     * other process of that server is running.
     */
    static void forgetReusedNumber(Path dataDirectory) {
        if (recorded(dataDirectory).filter(p -> !isServer(p, dataDirectory)).isPresent()) {
            try {
                Files.deleteIfExists(pidFile(dataDirectory));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot clear " + pidFile(dataDirectory), e);
            }
        }
    }

    /**
     * Whether a process runs. {@link ProcessHandle#isAlive} is also true for a zombie. In a container a server that
     * has ended stays a zombie: its parent is Java as the first process, which collects only processes that it
     * started itself.
     */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** The process whose number is in the pid file, a zombie as well. */
    static Optional<ProcessHandle> recorded(Path dataDirectory) {
        Path pidFile = pidFile(dataDirectory);
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(pidFile).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("-?\\d+")) // negative in single-user mode
                    .flatMap(pid -> ProcessHandle.of(Math.abs(Long.parseLong(pid))))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile, e);
        }
    }

    private static Path pidFile(Path dataDirectory) {
        return dataDirectory.resolve("postmaster.pid");
    }

    private static boolean isServer(ProcessHandle process, Path dataDirectory) {
        String command =
                process.info().commandLine().or(() -> process.info().command()).orElse("");
        return command.contains("postgres") && command.contains(dataDirectory.toString());
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
