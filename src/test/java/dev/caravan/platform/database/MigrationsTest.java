package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.SlowTest;
import dev.caravan.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whoever goes back to an older version after an upgrade. */
@SlowTest
class MigrationsTest {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestDatabase.asOwner(TestDatabase.createMigrated()));
    private final Flyway flyway = Flyway.configure().dataSource(database).load();

    @Test
    void anOlderVersionDoesNotStartOnNewerTables() {
        JdbcClient.create(database).sql("""
                        INSERT INTO flyway_schema_history
                            (installed_rank, version, description, type, script, installed_by, execution_time, success)
                        VALUES (9999, '9999', 'of a newer version', 'SQL', 'V9999__newer.sql', 'caravan', 1, true)""").update();

        assertThatThrownBy(() -> Migrations.mustKnowTheTables(flyway))
                .isInstanceOfSatisfying(NewerDatabaseException.class, failure -> {
                    FailureAnalysis shown = new NewerDatabaseAnalyzer().analyze(failure);
                    assertThat(shown.getDescription()).contains("a newer version of Caravan", "migration 9999");
                    assertThat(shown.getAction()).contains("restore the backup");
                });
    }

    @Test
    void theSameVersionDoes() {
        Migrations.mustKnowTheTables(flyway);

        assertThat(flyway.info().pending()).isEmpty();
    }
}
