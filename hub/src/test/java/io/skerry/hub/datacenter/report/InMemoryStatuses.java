package io.skerry.hub.datacenter.report;

import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.resource.Database;
import io.skerry.hub.simulation.Table;
import io.skerry.hub.simulation.VirtualDatabase;
import io.skerry.model.name.ComponentRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The tables {@code status} and {@code report_position} in memory. It repeats what the statements of {@link StatusRepository} decide;
 * {@code SessionTwinIT} holds it to them.
 */
public final class InMemoryStatuses extends StatusRepository {

    private final Database database;
    private final VirtualDatabase clock;
    private final Tables tables;
    private final Components components;

    /** A row of {@code status}. */
    public record Row(String dc, UUID uid, String part, long epoch, long seq, long observedAt, String body) {}

    /** A row of {@code report_position}. */
    public record Position(String dc, String storeId, long seq) {}

    /** What the table {@code resource} knows of components. */
    public interface Components {

        /** The resource of that name. */
        Optional<UUID> uid(ComponentRef component);

        /** Whether there is such a resource. */
        boolean exists(UUID uid);
    }

    /**
     * The tables, shared by all replicas.
     *
     * @param statuses by {@code dc uid part}
     * @param positions by {@code dc store}
     */
    public record Tables(Table<String, Row> statuses, Table<String, Position> positions) {

        /** New, empty ones. */
        public static Tables in(VirtualDatabase database) {
            return new Tables(database.table(), database.table());
        }

        /** Forgets all that a data center said. */
        public void forget(String dc) {
            statuses.all().stream().filter(row -> row.dc().equals(dc)).forEach(row -> statuses.remove(key(row)));
            positions.all().stream()
                    .filter(row -> row.dc().equals(dc))
                    .forEach(row -> positions.remove(dc + " " + row.storeId()));
        }

        private static String key(Row row) {
            return row.dc() + " " + row.uid() + " " + row.part();
        }
    }

    public InMemoryStatuses(Database database, VirtualDatabase clock, Tables tables, Components components) {
        super(database);
        this.database = database;
        this.clock = clock;
        this.tables = tables;
        this.components = components;
    }

    /** The product's intake over these tables. */
    public ReportIntake intake(SiteSessions sessions, CommandOutbox commands, SiteReports listener) {
        return new ReportIntake(database, this, sessions, commands, event -> {}, new ObjectProvider<>() {
            @Override
            public SiteReports getObject() {
                return listener;
            }

            @Override
            public Iterator<SiteReports> iterator() {
                return List.of(listener).iterator();
            }
        });
    }

    @Override
    Map<UUID, String> components(String dc, Collection<UUID> uids) {
        var said = new HashMap<UUID, String>();
        uids.forEach(uid -> tables.statuses().find(dc + " " + uid + " ").ifPresent(row -> said.put(uid, row.body())));
        return said;
    }

    @Override
    Optional<UUID> putComponent(String dc, UUID uid, Stamp stamp, String body) {
        return components.exists(uid)
                ? upsert(new Row(dc, uid, "", stamp.epoch().number(), stamp.seq(), seen(stamp), body))
                : Optional.empty();
    }

    @Override
    Optional<UUID> deleteComponent(String dc, ComponentRef component, Stamp stamp) {
        var row = components.uid(component).flatMap(uid -> tables.statuses().find(dc + " " + uid + " "));
        return row.filter(found -> newer(found, stamp.epoch().number(), stamp.seq()))
                .map(found -> {
                    tables.statuses().remove(Tables.key(found));
                    return found.uid();
                });
    }

    /** Gateways are no part of the simulated data centers. */
    @Override
    Optional<UUID> putOfDataCenter(String dc, String part, Stamp stamp, String body) {
        throw new UnsupportedOperationException("no gateway is simulated");
    }

    @Override
    Optional<UUID> deleteOfDataCenter(String dc, String part, Stamp stamp) {
        throw new UnsupportedOperationException("no gateway is simulated");
    }

    @Override
    long position(String dc, String storeId) {
        return tables.positions().find(dc + " " + storeId).map(Position::seq).orElse(0L);
    }

    @Override
    void setPosition(String dc, String storeId, long seq) {
        tables.positions().put(dc + " " + storeId, new Position(dc, storeId, Math.max(position(dc, storeId), seq)));
    }

    private Optional<UUID> upsert(Row row) {
        var before = tables.statuses().find(Tables.key(row));
        if (before.isPresent() && !newer(before.get(), row.epoch(), row.seq())) {
            return Optional.empty();
        }
        tables.statuses().put(Tables.key(row), row);
        return Optional.of(row.uid());
    }

    private static boolean newer(Row before, long epoch, long seq) {
        return before.epoch() < epoch || (before.epoch() == epoch && before.seq() < seq);
    }

    private long seen(Stamp stamp) {
        return clock.nowMillis() - Math.max(0, stamp.ageMillis());
    }
}
