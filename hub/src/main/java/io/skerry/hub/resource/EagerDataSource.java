package io.skerry.hub.resource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections for a pool. While the server starts or recovers it is asked again every tenth of a second: the pool itself would pause longer and
 * longer, and be late when the server is back.
 */
final class EagerDataSource extends DriverManagerDataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final String CONNECTING_SECONDS = "5";
    private static final String SILENCE_SECONDS = "60";

    EagerDataSource(String url, String user, @Nullable String password) {
        super(url, limits());
        setUsername(user);
        setPassword(password);
    }

    private static Properties limits() {
        var properties = new Properties();
        properties.setProperty("connectTimeout", CONNECTING_SECONDS);
        properties.setProperty("loginTimeout", CONNECTING_SECONDS);
        properties.setProperty("socketTimeout", SILENCE_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLException e) {
                if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** The properties say it: one for the whole JVM would be changed. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
