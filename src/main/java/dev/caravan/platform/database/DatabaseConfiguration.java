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

/** Where the data lives: the embedded PostgreSQL, or the one that is given. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** While the database is away, a request waits so long for its 503. */
    private static final long CONNECTION_TIMEOUT_MS = 5_000;

    /**
     * A process that stands still in the middle of a transaction holds its locks, and with them all the others; no
     * transaction of ours waits for anything but the database.
     */
    private static final String FORGET_STOPPED_HOLDERS = "SET idle_in_transaction_session_timeout = '20s'";

    /** Somebody else's transaction may hold a row for hours; who waits for it without an end holds a connection and more. */
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

    /** Before the routes start. */
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
