package io.skerry.hub.backup.database;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/**
 * Makes a database that shows an earlier moment the beginning of a new life of the hub. Data centers know more than it: under the new
 * incarnation each waits until a person looked, tells again all that it sees, and comes in by whatever certificate of this installation
 * it has by now.
 */
public final class RenewalRepository {

    private static final List<String> STEPS = List.of(
            "update hub_identity set incarnation = '%s' where id = 1",
            "update site_head set incarnation = '%s'",
            // Once a data center holds this list it names its step, which is then one that this hub knows.
            "insert into site_step (dc, incarnation, version, chain) select dc, incarnation, version, chain from site_head",
            "delete from site_received",
            "delete from status where dc <> ''",
            "delete from report_position",
            "update agent set serial = '', previous_serial = null",
            "update site_session set closed = clock_timestamp() where closed is null",
            "delete from site_clone",
            "delete from credential where type = 'session'",
            "delete from idempotency",
            // Readers may hold ids that were given out after the backup: none of them is given out again.
            "update event_head set last = last + 1000000",
            "update feed set holder = '', expires = now(), epoch = epoch + 1",
            "update projection_position set holder = '', expires = now(), epoch = epoch + 1",
            "update operation_lease set holder = '', expires = now(), epoch = epoch + 1 where not ended");

    private RenewalRepository() {}

    /** Does it in one transaction; returns the new incarnation. */
    public static String renew(ServerRepository server, String database) {
        var incarnation = UUID.randomUUID().toString();
        try (var connection = server.connect(database)) {
            connection.setAutoCommit(false);
            var catalog = new CatalogRepository(connection);
            catalog.settle();
            for (var step : STEPS) {
                catalog.run(step.formatted(incarnation));
            }
            connection.commit();
            return incarnation;
        } catch (SQLException e) {
            throw ServerRepository.refused("the hub's new life cannot begin", e);
        } catch (DataAccessException e) {
            throw ServerRepository.refused("the hub's new life cannot begin", e);
        }
    }
}
