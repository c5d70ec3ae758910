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

    private static final int CONNECTIONS = 12;
    private static final long TIMEOUT_MILLIS = 5_000;

    @Bean(destroyMethod = "close")
    HikariDataSource systemDataSource(HubSettings settings) {
        var pool = pool("system", settings.database(), null);
        Flyway.configure().dataSource(pool).load().migrate();
        return pool;
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
                new Database.Pool(systemJdbc, systemTransactions),
                new Database.Pool(
                        JdbcClient.create(application),
                        new TransactionTemplate(new DataSourceTransactionManager(application))));
    }

    private static HikariDataSource pool(String name, DatabaseSettings settings, @Nullable String atConnect) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(60_000);
        config.setConnectionInitSql(atConnect);
        return new HikariDataSource(config);
    }
}
