package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** PostgreSQL ends a transaction that stands still; a migration of a large table takes longer than that. */
@CaravanTest
class SlowMigrationTest {

    @Autowired
    Flyway flyway;

    @TempDir
    Path migrations;

    @Test
    void mayTakeLongerThanATransactionMayStandStill() throws Exception {
        Files.writeString(migrations.resolve("V1__slow.sql"), "SELECT pg_sleep(2);");
        Files.writeString(migrations.resolve("V2__after_it.sql"), "CREATE TABLE after_it (id int);");
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(TestDatabase.create());
            database.setConnectionInitSql("SET idle_in_transaction_session_timeout = '500ms'");

            var result = Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .dataSource(database)
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();

            assertThat(result.migrationsExecuted).isEqualTo(2);
        }
    }
}
