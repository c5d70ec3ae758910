package io.skerry.hub.resource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.skerry.hub.HubSettings;
import io.skerry.hub.HubSettings.DatabaseSettings;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The two pools: the platform's own, which migrates, and the one that row-level security binds. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    static final int CONNECTIONS = 16;
    /** The rest is for heartbeats, the link and the platform's own work, whatever requests and streams do. */
    private static final int FOR_REQUESTS = 8;

    private static final int FOR_STREAMS = 2;

    private static final int REQUESTS_THAT_WAIT = 100;
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final long VALIDATION_MILLIS = 2_000;
    private static final int FIRST_CONNECTION_SECONDS = 60;

    @Bean(destroyMethod = "close")
    HikariDataSource systemDataSource(HubSettings settings) {
        migrate(settings.database());
        return pool("system", settings.database(), null);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource applicationDataSource(
            HubSettings settings, @Qualifier("systemDataSource") HikariDataSource migrated) {
        return pool("application", settings.database(), "set role skerry_application");
    }

    @Bean
    JdbcClient systemJdbc(@Qualifier("systemDataSource") HikariDataSource pool) {
        return JdbcClient.create(pool);
    }

    @Bean
    TransactionTemplate systemTransactions(@Qualifier("systemDataSource") HikariDataSource pool) {
        return new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @Bean
    Database database(
            @Qualifier("systemJdbc") JdbcClient systemJdbc,
            @Qualifier("systemTransactions") TransactionTemplate systemTransactions,
            @Qualifier("applicationDataSource") HikariDataSource application) {
        return new Database(
                new Database.Pool(systemJdbc, systemTransactions, forRequests(), forStreams()),
                new Database.Pool(
                        JdbcClient.create(application),
                        new TransactionTemplate(new DataSourceTransactionManager(application)),
                        forRequests(),
                        forStreams()));
    }

    private static Bulkhead forRequests() {
        return new Bulkhead(FOR_REQUESTS, REQUESTS_THAT_WAIT);
    }

    /** As many may wait as may have a stream open. */
    private static Bulkhead forStreams() {
        return new Bulkhead(FOR_STREAMS, Integer.MAX_VALUE);
    }

    /** Over a connection of its own: a migration may take as long as it takes. */
    private static void migrate(DatabaseSettings settings) {
        Flyway.configure()
                .dataSource(new EagerDataSource(settings.url(), settings.user(), settings.password(), 0))
                .connectRetries(FIRST_CONNECTION_SECONDS)
                .connectRetriesInterval(1)
                .load()
                .migrate();
    }

    private static HikariDataSource pool(String name, DatabaseSettings settings, @Nullable String atConnect) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new EagerDataSource(settings.url(), settings.user(), settings.password()));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setConnectionInitSql(atConnect);
        return new HikariDataSource(config);
    }
}
