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
    private static final int SILENCE_SECONDS = 60;

    /** For a pool. */
    EagerDataSource(String url, String user, @Nullable String password) {
        this(url, user, password, SILENCE_SECONDS);
    }

    /** @param silence for how many seconds a statement may be without an answer; 0: for ever */
    EagerDataSource(String url, String user, @Nullable String password, int silence) {
        super(url, limits(silence));
        setUsername(user);
        setPassword(password);
    }

    private static Properties limits(int silence) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", CONNECTING_SECONDS);
        properties.setProperty("loginTimeout", CONNECTING_SECONDS);
        properties.setProperty("socketTimeout", Integer.toString(silence));
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
