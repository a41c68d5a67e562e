package dev.caravan.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.settings.CaravanSettings;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Where the data is stored: in the embedded PostgreSQL, or in the configured one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** How long a request waits for its 503 while the database is unavailable. */
    private static final long CONNECTION_TIMEOUT_MS = 5_000;

    /**
     * A process that is suspended inside a transaction keeps its locks, and so blocks all others. The timeout is safe
     * because our transactions wait for nothing but the database.
     */
    private static final String FORGET_STOPPED_HOLDERS = "SET idle_in_transaction_session_timeout = '20s'";

    /**
     * Another transaction may hold a row for hours; a statement that waits for it without end holds a connection and
     * further locks.
     */
    private static final String WAIT_FOR_NO_LOCK_WITHOUT_END = "SET lock_timeout = '10s'";

    static final String SESSION = FORGET_STOPPED_HOLDERS + "; " + WAIT_FOR_NO_LOCK_WITHOUT_END;

    @Bean
    DataFolder dataFolder(CaravanSettings settings) {
        return new DataFolder(settings.dataDir());
    }

    @Bean
    LocalFiles localFiles(DataFolder folder) {
        return folder::path;
    }

    @Bean
    @ConditionalOnExpression("'${caravan.db-url}'.isEmpty()")
    EmbeddedDatabase embeddedDatabase(DataFolder folder) {
        return new EmbeddedDatabase(folder);
    }

    @Bean
    DatabaseLogins databaseLogins(
            CaravanSettings settings, DatabaseSettings owner, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        return DatabaseLogins.of(settings, owner, own == null ? null : own.logins());
    }

    @Bean
    HikariDataSource dataSource(DatabaseLogins logins, CaravanSettings settings) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(logins.url());
        logins.runtime().ifPresent(login -> {
            dataSource.setUsername(login.user());
            dataSource.setPassword(login.password());
        });
        dataSource.setPoolName("caravan");
        dataSource.setMaximumPoolSize(settings.dbPoolSize());
        dataSource.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        dataSource.setConnectionInitSql(SESSION);
        dataSource.addDataSourceProperty("ApplicationName", "caravan");
        dataSource.addDataSourceProperty("tcpKeepAlive", "true");
        dataSource.addDataSourceProperty("reWriteBatchedInserts", "true");
        dataSource.addDataSourceProperty("connectTimeout", "10");
        dataSource.addDataSourceProperty("socketTimeout", "300");
        return dataSource;
    }

    /** For all statements, also those of {@code JdbcClient} and of routes. @param failures hears of each that fails */
    @Bean
    JdbcTemplate jdbcTemplate(HikariDataSource dataSource, ObjectProvider<SQLExceptionTranslator> failures) {
        JdbcTemplate jdbc = new UnderscoredColumns(dataSource);
        failures.ifUnique(jdbc::setExceptionTranslator);
        return jdbc;
    }

    /** Runs before the routes start. */
    @Bean
    CamelContextConfiguration sqlSteps(JdbcTemplate jdbc) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                SqlSteps.addTo(camel, jdbc);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // nothing
            }
        };
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
