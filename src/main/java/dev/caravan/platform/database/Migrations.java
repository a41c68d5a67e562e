package dev.caravan.platform.database;

import dev.caravan.platform.Sql;
import dev.caravan.platform.database.DatabaseLogins.Login;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Migrates the tables as their owner, and then gives the runtime role its rights. Without a separate owner, one user
 * does both and has all rights.
 */
@Component
final class Migrations implements FlywayConfigurationCustomizer, FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final DatabaseLogins logins;

    Migrations(DatabaseLogins logins) {
        this.logins = logins;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        logins.owner()
                .ifPresent(owner -> flyway.dataSource(logins.url(), owner.user(), owner.password())
                        .initSql(DatabaseConfiguration.SESSION));
    }

    @Override
    public void migrate(Flyway flyway) {
        mustKnowTheTables(flyway);
        flyway.migrate();
        logins.owner()
                .ifPresentOrElse(
                        owner -> grant(owner, logins.runtime().orElseThrow().user()),
                        () -> log.info(
                                "One database user owns the tables and uses them. Set CARAVAN_DB_OWNER_USER to let"
                                        + " another user own them: then an attacker who gets into Caravan cannot change tables or"
                                        + " the audit log"));
    }

    /**
     * Refuses tables of a newer version: Flyway itself would let an older program work on tables that it does not know.
     */
    static void mustKnowTheTables(Flyway flyway) {
        Stream.of(flyway.info().applied())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .map(migration -> String.valueOf(migration.getVersion()))
                .findFirst()
                .ifPresent(version -> {
                    throw new NewerDatabaseException(version);
                });
    }

    private void grant(Login owner, String runtime) {
        DriverManagerDataSource database = new DriverManagerDataSource(logins.url(), owner.user(), owner.password());
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(transaction -> {
            Sql sql = new Sql(JdbcClient.create(database));
            sql.statement("platform/name-runtime-role")
                    .param("runtime", runtime)
                    .query(String.class)
                    .single();
            sql.statement("platform/grant-runtime").update();
            sql.statement("platform/find-rights-too-many")
                    .param("runtime", runtime)
                    .query(String.class)
                    .optional()
                    .ifPresent(rights ->
                            log.warn("The database user {} has more rights than Caravan needs: {}", runtime, rights));
        });
    }
}
