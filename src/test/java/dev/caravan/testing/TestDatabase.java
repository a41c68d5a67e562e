package dev.caravan.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;

/** One real PostgreSQL for all tests of this JVM; each asks for an empty database of its own. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** JDBC address of a new, empty database of a program under test. */
    public static String create() {
        return create("test_" + COUNT.incrementAndGet(), "");
    }

    /** JDBC address of a new database with Caravan's tables. It ends with the JVM, whoever still uses it. */
    public static String createMigrated() {
        return create("table_" + COUNT.incrementAndGet(), " TEMPLATE " + Migrated.NAME);
    }

    private static String create(String name, String more) {
        try (Connection connection = Holder.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + more);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Holder.SERVER.getJdbcUrl("postgres", name);
    }

    /** What the others are copied from: to copy takes a tenth of the time of all migrations. */
    private static final class Migrated {
        static final String NAME = migrate();

        private static String migrate() {
            String name = "migrated";
            Flyway.configure()
                    .dataSource(create(name, ""), "postgres", "")
                    .load()
                    .migrate();
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
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setRegisterShutdownHook(false)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterItsUsers(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
