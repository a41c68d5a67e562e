package dev.caravan.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** A PostgreSQL outside of Caravan, as safe as it comes: it can be killed, and started again on its data and its port. */
final class Postgres implements AutoCloseable {

    private final Path data;
    private final Path binaries;
    private final int port;
    private EmbeddedPostgres server;

    /** @param folder where its programs are unpacked @param data where its data lie, on another disk perhaps */
    Postgres(Path folder, Path data, int port) throws IOException {
        this.data = data;
        this.binaries = folder.resolve("program");
        this.port = port;
        this.server = start();
        try {
            createRoles();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on") // zonky switches these off
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    /** Of a Caravan that uses it: one role owns the tables, another one reads and writes rows. */
    Map<String, String> settings() {
        return Map.of(
                "CARAVAN_DB_URL", "jdbc:postgresql://localhost:" + port + "/postgres",
                "CARAVAN_DB_USER", "caravan_app",
                "CARAVAN_DB_OWNER_USER", "caravan_owner");
    }

    private void createRoles() throws SQLException {
        if (number("SELECT count(*) FROM pg_roles WHERE rolname = 'caravan_owner'") == 0) {
            execute(
                    "CREATE ROLE caravan_owner LOGIN",
                    "CREATE ROLE caravan_app LOGIN",
                    "ALTER SCHEMA public OWNER TO caravan_owner");
        }
    }

    /** {@code kill -9} of its first process; the others end when they notice. */
    void kill() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        postmaster.destroyForcibly();
        for (ProcessHandle process : all) {
            awaitEnd(process);
        }
        closeQuietly();
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** Gives its lock back; that there is nothing left to stop is no news. */
    private void closeQuietly() throws IOException {
        LoggingSystem logging = LoggingSystem.get(Postgres.class.getClassLoader());
        logging.setLogLevel(EmbeddedPostgres.class.getName(), LogLevel.OFF);
        server.close();
        logging.setLogLevel(EmbeddedPostgres.class.getName(), null);
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }

    void restart() throws IOException {
        server = start();
    }

    /** Whether its first process lives. */
    boolean isRunning() throws IOException {
        Path pid = data.resolve("postmaster.pid");
        return Files.exists(pid)
                && ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** What a supervisor does with one that has ended by itself. */
    void restartIfEnded() throws IOException {
        if (!isRunning()) {
            closeQuietly();
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            restart();
        }
    }

    /** Cuts the connections of Caravan that are in the middle of a transaction. @return how many */
    long cutTransactions() throws SQLException {
        return number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'caravan' AND xact_start IS NOT NULL");
    }

    /** A connection of somebody else's. */
    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String query) throws SQLException {
        return Long.parseLong(rows(query).get(0));
    }

    /** The first column of each row, as text. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
