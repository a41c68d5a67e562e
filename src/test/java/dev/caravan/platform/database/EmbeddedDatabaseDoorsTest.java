package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not Caravan stays out of its database, and who gets in as its runtime role gets no further. */
@SlowTest
@DisabledOnOs(OS.WINDOWS)
class EmbeddedDatabaseDoorsTest {

    private static final String DENIED = "42501";

    @TempDir
    static Path folder;

    static DataFolder dataFolder;
    static EmbeddedDatabase database;
    static int port;

    @BeforeAll
    static void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x")); // as people make folders
        dataFolder = new DataFolder(folder);
        database = new EmbeddedDatabase(dataFolder);
        port = Connections.port(folder);
        migrate();
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
        dataFolder.close();
    }

    private static void migrate() {
        Migrations migrations = new Migrations(database.logins());
        FluentConfiguration flyway = Flyway.configure();
        migrations.customize(flyway);
        migrations.migrate(flyway.load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "caravan_owner", "caravan_app", "root", "nobody"})
    void noUserConnectsWithoutAPassword(String user) throws IOException {
        assertThat(Intruder.getsIn(Intruder.port(port), "user", user, "database", "postgres"))
                .isFalse();
        assertThat(Intruder.getsIn(Intruder.port(port), "user", user, "database", "template1"))
                .isFalse();
        assertThat(Intruder.getsIn(Intruder.port(port), "user", user, "replication", "true"))
                .isFalse();
        assertThat(Intruder.getsIn(
                        Intruder.port(port), "user", user, "database", "postgres", "replication", "database"))
                .isFalse();
    }

    @Test
    void theSocketIsInAClosedFolderAndAsksForThePasswordToo() throws Exception {
        Path sockets = folder.resolve("postgres-socket");
        String name = ".s.PGSQL." + port;

        assertThat(Path.of("/tmp").resolve(name)).doesNotExist();
        assertThat(sockets.resolve(name)).exists();
        assertThat(Files.getPosixFilePermissions(sockets)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        // the whole path of a test's folder may be too long for a socket
        Path shorter = Files.createSymbolicLink(Files.createTempDirectory("s").resolve("s"), sockets);
        try {
            assertThat(Intruder.getsIn(
                            Intruder.socket(shorter.resolve(name)), "user", "postgres", "database", "postgres"))
                    .isFalse();
        } finally {
            Files.delete(shorter);
            Files.delete(shorter.getParent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "caravan_owner", "caravan_app"})
    void aWrongPasswordIsRefused(String user) {
        for (String password : List.of("wrong", user, "")) {
            assertThatThrownBy(
                            () -> DriverManager.getConnection(database.logins().url(), user, password))
                    .isInstanceOf(SQLException.class);
        }
    }

    /** A client that would send its password, or the MD5 hash of it, is not asked for that: whoever took the port's place gets nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "caravan_owner", "caravan_app"})
    void theServerAsksForAProofThatShowsNoPassword(String user) throws Exception {
        assertThat(Intruder.asks(Intruder.port(port), "user", user, "database", "postgres"))
                .isEqualTo("SCRAM-SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "nobody", "pg_monitor", ""})
    void aUserThatIsNotOursIsRefusedUnasked(String user) throws IOException {
        assertThat(Intruder.asks(Intruder.port(port), "user", user, "database", "postgres"))
                .startsWith("refused: ");
    }

    /** The setting counts for passwords that are set later. */
    @Test
    void onlyHashesOfScramAreKept() throws Exception {
        try (Connection superuser = Connections.asSuperuser(database, folder)) {
            assertThat(text(superuser, "SHOW password_encryption")).isEqualTo("scram-sha-256");
            assertThat(text(
                            superuser,
                            "SELECT string_agg(DISTINCT split_part(rolpassword, '$', 1), ',') FROM pg_authid"
                                    + " WHERE rolpassword IS NOT NULL"))
                    .isEqualTo("SCRAM-SHA-256");
            assertThat(text(
                            superuser,
                            "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules WHERE error IS NULL"))
                    .isEqualTo("scram-sha-256");
        }
    }

    @Test
    void noLineOfItsAccessFileTrusts() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("postgres/pg_hba.conf")))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("scram-sha-256"))
                .noneMatch(line -> line.contains("replication"));
    }

    /** For want of another user where the tests do not run as root, the modes are looked at. */
    @Test
    void anotherUserOfTheMachineReadsAndReplacesNothing() throws Exception {
        for (String name : List.of("postgres-passwords", "postgres/PG_VERSION", "postgres-program", "postgres")) {
            assertThat(folder.resolve(name)).exists();
        }
        assertThat(OpenFiles.below(folder)).isEmpty();
        if (Intruder.mayBeAnother()) {
            assertThat(Intruder.can("true")).isTrue();
            assertThat(Intruder.can("ls \"$1\"", folder)).isFalse();
            assertThat(Intruder.can("cat \"$1\"", folder.resolve("postgres-passwords")))
                    .isFalse();
            assertThat(Intruder.can("mv \"$1\" \"$1-mine\"", folder.resolve("postgres-program")))
                    .isFalse();
            assertThat(Intruder.can("touch \"$1\"/mine", folder.resolve("postgres-program")))
                    .isFalse();
            assertThat(Intruder.can("ls \"$1\"", folder.resolve("postgres-socket")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO PROGRAM 'id'",
                "COPY product_event (kind) FROM PROGRAM 'id'",
                "COPY (SELECT 1) TO '/tmp/mine'",
                "CREATE TABLE mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "CREATE SCHEMA mine",
                "CREATE DATABASE mine",
                "CREATE ROLE mine",
                "CREATE VIEW mine AS SELECT 1",
                "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "DROP EXTENSION plpgsql CASCADE",
                "CREATE INDEX mine ON product (sku)",
                "CREATE TRIGGER mine BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION keep_held_row()",
                "CREATE POLICY mine ON product USING (true)",
                "ALTER TABLE product ADD COLUMN mine int",
                "ALTER TABLE product DISABLE TRIGGER ALL",
                "ALTER TABLE product OWNER TO caravan_app",
                "ALTER FUNCTION keep_held_row() OWNER TO caravan_app",
                "ALTER SYSTEM SET log_statement = 'all'",
                "ALTER ROLE caravan_app SUPERUSER",
                "ALTER ROLE caravan_owner PASSWORD 'mine'",
                "ALTER DATABASE postgres SET search_path = 'mine'",
                "DROP TABLE product_event",
                "DROP FUNCTION keep_held_row CASCADE",
                "TRUNCATE product_event",
                "GRANT caravan_owner TO caravan_app",
                "SET ROLE caravan_owner",
                "SET SESSION AUTHORIZATION postgres",
                "SET session_replication_role = replica",
                "SELECT pg_read_file('postgresql.conf')",
                "SELECT pg_ls_dir('.')",
                "SELECT pg_stat_file('postgresql.conf')",
                "SELECT lo_import('/etc/passwd')",
                "SELECT lo_export(1, '/tmp/mine')",
                "SELECT rolpassword FROM pg_authid",
                "SELECT pg_reload_conf()",
                "INSERT INTO flyway_schema_history SELECT * FROM flyway_schema_history",
                "UPDATE flyway_schema_history SET success = false",
                "DELETE FROM flyway_schema_history",
            })
    void theRuntimeRoleIsDenied(String statement) throws SQLException {
        try (Connection connection = Connections.asRuntime(database)) {
            assertThatThrownBy(() -> Connections.execute(connection, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(DENIED));
        }
    }

    @Test
    void theRuntimeRoleOwnsNothingAndReadsAndWritesRows() throws SQLException {
        try (Connection connection = Connections.asRuntime(database)) {
            assertThat(number(connection, "SELECT count(*) FROM pg_class WHERE relowner = 'caravan_app'::regrole"))
                    .isZero();
            assertThat(number(
                            connection,
                            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
                                    + " AND tableowner <> 'caravan_owner'"))
                    .isZero();
            Connections.execute(
                    connection,
                    "INSERT INTO account (name) VALUES ('first')",
                    "UPDATE account SET name = 'second'",
                    "SELECT nextval(pg_get_serial_sequence('connection', 'id'))",
                    "DELETE FROM account");
        }
    }

    /** The list of tables with fewer rights; the next start sets right what was granted by mistake. */
    @Test
    void theAuditLogTakesNewRowsOnly() throws SQLException {
        try (Connection owner = Connections.asOwner(database);
                Connection runtime = Connections.asRuntime(database)) {
            Connections.execute(owner, "GRANT ALL ON audit_log TO caravan_app"); // as by mistake
            migrate();
            Connections.execute(
                    runtime,
                    "INSERT INTO audit_log (at, who, from_address, action, target, outcome)"
                            + " VALUES (now(), 'admin', '127.0.0.1', 'test', 'test', 'done')");
            assertThat(number(runtime, "SELECT count(*) FROM audit_log")).isEqualTo(1);
            for (String statement : List.of(
                    "UPDATE audit_log SET who = 'another'",
                    "DELETE FROM audit_log",
                    "TRUNCATE audit_log",
                    "DROP TABLE audit_log",
                    "SELECT * FROM audit_log FOR UPDATE")) {
                assertThatThrownBy(() -> Connections.execute(runtime, statement))
                        .as(statement)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
            }
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
