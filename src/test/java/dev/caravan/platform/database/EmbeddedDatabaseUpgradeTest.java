package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SlowTest;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that was open to every user of the machine is closed at the next start, and keeps its data. */
@SlowTest
@DisabledOnOs(OS.WINDOWS)
class EmbeddedDatabaseUpgradeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void choose() throws IOException {
        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        folder = above.resolve(
                "data with a name that a shell would split, and that is too long for the path of a socket");
    }

    @Test
    void closesAnOldFolderAndKeepsItsData() throws Exception {
        OldDataFolder.make(folder);

        check(folder);

        assertThat(folder.resolve("postgres-program/PG-old")).doesNotExist();
        assertThat(folder.resolve("assets/ab/abcd")).hasContent("a picture");
    }

    /** At each of its steps: the process is killed as soon as the step shows in a file. */
    @Test
    void goesOnAfterAKillInTheMiddle() throws Exception {
        OldDataFolder.make(folder);
        List<Predicate<Path>> steps = List.of(
                data -> Files.exists(data.resolve("postgres-socket")),
                data -> Files.exists(data.resolve("postgres/postmaster.pid")), // in single-user mode
                data -> reads(data.resolve("postgres/pg_hba.conf"), "caravan_app"),
                data -> Files.exists(data.resolve("postgres-passwords")),
                data -> reads(data.resolve("postgres/postmaster.pid"), "ready"));

        for (Predicate<Path> step : steps) {
            startAndKillAt(step);
        }

        check(folder);
    }

    @Test
    void goesOnAfterAKillInAFirstStart() throws Exception {
        List<Predicate<Path>> steps = List.of(
                data -> Files.exists(data.resolve("postgres/postgresql.conf")), // in the middle of initdb
                data -> Files.exists(data.resolve("postgres-passwords")));

        for (Predicate<Path> step : steps) {
            startAndKillAt(step);
        }

        try (DataFolder dataFolder = new DataFolder(folder);
                EmbeddedDatabase database = new EmbeddedDatabase(dataFolder)) {
            migrate(database);
            assertThat(OpenFiles.below(folder)).isEmpty();
        }
    }

    @Test
    void makesNewPasswordsWhenTheirFileIsLost() throws Exception {
        OldDataFolder.make(folder);
        check(folder);
        String before = Files.readString(folder.resolve("postgres-passwords"));
        Files.delete(folder.resolve("postgres-passwords"));

        check(folder);

        assertThat(folder.resolve("postgres-passwords")).content().isNotEqualTo(before);
    }

    private static void check(Path folder) throws Exception {
        try (DataFolder dataFolder = new DataFolder(folder);
                EmbeddedDatabase database = new EmbeddedDatabase(dataFolder)) {
            int port = Connections.port(folder);
            assertThat(Intruder.getsIn(Intruder.port(port), "user", "postgres", "database", "postgres"))
                    .isFalse();
            assertThat(Intruder.asks(Intruder.port(port), "user", "postgres", "database", "postgres"))
                    .isEqualTo("SCRAM-SHA-256");
            assertThat(OpenFiles.below(folder)).isEmpty();
            migrate(database);
            try (Connection superuser = Connections.asSuperuser(database, folder)) {
                assertThat(text(superuser, "SHOW password_encryption")).isEqualTo("scram-sha-256");
            }
            try (Connection connection = Connections.asRuntime(database)) {
                assertThat(text(connection, "SELECT name FROM account")).isEqualTo("kept");
                assertThat(text(connection, "SELECT name FROM seen")).isEqualTo("kept");
                assertThat(text(
                                connection,
                                "SELECT string_agg(DISTINCT relowner::regrole::text, ',') FROM pg_class"
                                        + " WHERE relnamespace = 'public'::regnamespace"))
                        .isEqualTo("caravan_owner");
                assertThat(text(
                                connection,
                                "SELECT proowner::regrole::text FROM pg_proc" + " WHERE proname = 'keep_held_row'"))
                        .isEqualTo("caravan_owner");
            }
        }
    }

    private void startAndKillAt(Predicate<Path> step) throws Exception {
        Process start = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StartMain.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(above.resolve("output").toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> step.test(folder) || !start.isAlive());
            assertThat(start.isAlive())
                    .as(() -> "still starts: " + read(above.resolve("output")))
                    .isTrue();
        } finally {
            start.destroyForcibly().waitFor();
        }
        awaitItsLastChild();
        letsNobodyIn();
    }

    /**
     * What the killed process was just starting is PostgreSQL only a moment later. A real new process takes longer to look for it than
     * this test does.
     */
    private static void awaitItsLastChild() {
        await().atMost(PATIENCE)
                .until(() -> ProcessHandle.allProcesses().noneMatch(EmbeddedDatabaseUpgradeTest::isBeingStarted));
    }

    private static boolean isBeingStarted(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("jspawnhelper");
    }

    /** The server may live on; the port of one that has gone is another's or nobody's. */
    private void letsNobodyIn() throws IOException {
        if (Files.exists(folder.resolve("postgres/postmaster.pid"))
                && OrphanedPostgres.recorded(folder.resolve("postgres")).isPresent()
                && Files.readAllLines(folder.resolve("postgres/postmaster.pid")).size() > 3) {
            try {
                assertThat(Intruder.getsIn(
                                Intruder.port(Connections.port(folder)), "user", "postgres", "database", "postgres"))
                        .isFalse();
            } catch (ConnectException e) {
                assertThat(e).as("it listens no more").isNotNull();
            }
        }
    }

    private static void migrate(EmbeddedDatabase database) {
        Migrations migrations = new Migrations(database.logins());
        FluentConfiguration flyway = Flyway.configure();
        migrations.customize(flyway);
        migrations.migrate(flyway.load());
    }

    private static boolean reads(Path file, String text) {
        return read(file).contains(text);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
