package io.skerry.hub.backup.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.HubSettings.DatabaseSettings;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub's role is no superuser; the server's own vacuum, which may be at a database, is one. */
class ServerRepositoryIT {

    private static final String SCRATCH = "scratch_under_vacuum";
    private static final String URL = TestDatabase.freshUrl();
    private static final String SUPERUSER = URL.replace("user=skerry", "user=postgres");

    private final ServerRepository server = new ServerRepository(new DatabaseSettings(URL, "skerry", null));

    @AfterEach
    void vacuumAsUsual() throws SQLException {
        asSuperuser("alter system reset autovacuum_naptime");
        asSuperuser("select pg_reload_conf()");
    }

    @Test
    void dropsADatabaseThatTheServerIsVacuuming() throws SQLException {
        server.create(SCRATCH);
        try (var open = server.connect(SCRATCH)) {
            vacuumWithoutEnd(open);
            Eventually.await("the server vacuums it", this::vacuumed);
            assertThatThrownBy(() -> asRole("drop database " + SCRATCH + " with (force)"))
                    .hasMessageContaining("permission denied to terminate process");

            server.drop(SCRATCH);
        }

        assertThat(server.exists(SCRATCH)).isFalse();
        server.drop(SCRATCH);
    }

    /** A row a tenth of a second. */
    private static void vacuumWithoutEnd(Connection scratch) throws SQLException {
        try (var statement = scratch.createStatement()) {
            statement.execute("create table slow (text text) with (autovacuum_vacuum_insert_threshold = 0,"
                    + " autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_cost_delay = 100,"
                    + " autovacuum_vacuum_cost_limit = 1)");
            statement.execute("insert into slow select repeat('x', 1000) from generate_series(1, 20000)");
            statement.execute("select pg_stat_force_next_flush()");
        }
        asSuperuser("alter system set autovacuum_naptime = '1s'");
        asSuperuser("select pg_reload_conf()");
    }

    private boolean vacuumed() {
        try (var connection = server.connect(server.database());
                var query = connection.prepareStatement("select count(*) from pg_stat_activity where datname = ?"
                        + " and usename is distinct from current_user")) {
            query.setString(1, SCRATCH);
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getLong(1) > 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void asRole(String sql) throws SQLException {
        try (var connection = server.connect(server.database());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
