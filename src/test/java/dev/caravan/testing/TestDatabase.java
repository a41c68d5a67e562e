package dev.caravan.testing;

import dev.caravan.platform.Sql;
import dev.caravan.program.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One real PostgreSQL for all tests of this JVM; each asks for an empty database of its own. In it the owner role makes the
 * tables and the runtime role uses them, as in production; a test that needs more asks for it by name.
 */
public final class TestDatabase {

    /** Makes the tables, and owns them. */
    public static final String OWNER = "caravan_owner";
    /** The program under test is it. */
    public static final String RUNTIME = "caravan_app";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** JDBC address of a new, empty database, for its owner. */
    public static String create() {
        return asOwner(create("test_" + COUNT.incrementAndGet(), ""));
    }

    /** The same for the runtime role of a new database with Caravan's tables. It ends with the JVM, whoever still uses it. */
    public static String createMigrated() {
        return asRuntime(create("table_" + COUNT.incrementAndGet(), " TEMPLATE " + Migrated.NAME));
    }

    /** An address for the role that makes and changes tables, and may analyse them. */
    public static String asOwner(String url) {
        return as(OWNER, url);
    }

    /** An address for the role that the program works as. */
    public static String asRuntime(String url) {
        return as(RUNTIME, url);
    }

    /** An address for the superuser, who sees what other roles do and may end it. */
    public static String asSuperuser(String url) {
        return as("postgres", url);
    }

    /** An address that names no user. */
    public static String asNobody(String url) {
        return url.replaceAll("\\?.*", "");
    }

    private static String as(String user, String url) {
        return asNobody(url) + "?user=" + user;
    }

    private static String create(String name, String more) {
        execute(
                "CREATE DATABASE " + name + more,
                "ALTER DATABASE " + name + " OWNER TO " + OWNER,
                "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + name + " TO " + RUNTIME);
        return Holder.SERVER.getJdbcUrl("postgres", name);
    }

    private static void execute(String... statements) {
        try (Connection connection = Holder.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the others are copied from: to copy takes a tenth of the time of all migrations. */
    private static final class Migrated {
        static final String NAME = migrate();

        private static String migrate() {
            String name = "migrated";
            String url = asOwner(create(name, ""));
            Flyway.configure().dataSource(url, OWNER, "").load().migrate();
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                Sql sql = new Sql(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
                sql.statement("platform/name-runtime-role")
                        .param("runtime", RUNTIME)
                        .query(String.class)
                        .single();
                sql.statement("platform/grant-runtime").update();
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return name;
        }
    }

    /** The programs under test end in hooks of their own, and want their database until then. */
    private static void stopAfterItsUsers(EmbeddedPostgres server) {
        long deadline = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (isUsed(server) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUsed(EmbeddedPostgres server) {
        String others = "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname LIKE 'test\\_%'";
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(others)) {
            return result.next() && result.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static final class Holder {
        // fsync stays off here: no test of this JVM needs its data after a crash
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setPort(Program.freePort()) // zonky's could be an outgoing connection's by the time of the
                        // start
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setRegisterShutdownHook(false)
                        .start();
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE ROLE " + OWNER + " LOGIN; CREATE ROLE " + RUNTIME + " LOGIN");
                }
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterItsUsers(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
