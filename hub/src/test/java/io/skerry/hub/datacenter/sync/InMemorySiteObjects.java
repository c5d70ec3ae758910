package io.skerry.hub.datacenter.sync;

import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.datacenter.sync.SitePage.Head;
import io.skerry.hub.datacenter.sync.SitePage.SiteRow;
import io.skerry.hub.resource.Database;
import io.skerry.hub.simulation.Table;
import io.skerry.hub.simulation.VirtualDatabase;
import io.skerry.model.message.Epoch;
import io.skerry.model.site.Holding;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The tables of data centers' lists in memory. It repeats what the statements of {@link SiteObjectRepository} decide;
 * what the statements mean {@code SiteSyncIT} holds.
 */
public final class InMemorySiteObjects extends SiteObjectRepository {

    private static final Head NOTHING = new Head(0, "", Holding.NOTHING.text());

    private final Database database;
    private final Tables tables;

    /** A row of {@code site_object}. */
    public record Row(String dc, String root, SiteRow object) {}

    /** A row of {@code site_received}. */
    public record ReceivedRow(String incarnation, long version) {}

    /**
     * The tables, shared by all replicas.
     *
     * @param objects by {@code dc key}
     * @param steps by {@code dc version}, the chain
     */
    public record Tables(
            Table<String, Row> objects,
            Table<String, Head> heads,
            Table<String, String> steps,
            Table<String, ReceivedRow> received,
            Table<String, String> reviews) {

        /** New, empty ones. */
        public static Tables in(VirtualDatabase database) {
            return new Tables(database.table(), database.table(), database.table(), database.table(), database.table());
        }

        /** What a data center has in its list. */
        public Stream<SiteRow> list(String dc) {
            return objects.all().stream().filter(row -> row.dc().equals(dc)).map(Row::object);
        }
    }

    public InMemorySiteObjects(Database database, Tables tables) {
        super(database);
        this.database = database;
        this.tables = tables;
    }

    /** The product's lists over these tables. */
    public SiteLists lists(SiteSessions sessions) {
        return new SiteLists(database, this, sessions, event -> {});
    }

    @Override
    SitePage after(String dc, long version, int limit) {
        return page(dc, limit, row -> row.version() > version);
    }

    @Override
    SitePage differing(String dc, Map<String, Long> held, int limit) {
        return page(dc, limit, row -> {
            var version = held.get(row.key());
            return row.tombstone() ? version != null : version == null || version != row.version();
        });
    }

    private SitePage page(String dc, int limit, Predicate<SiteRow> which) {
        var head = tables.heads().find(dc);
        if (head.isEmpty()) {
            return new SitePage(NOTHING, List.of());
        }
        var rows = tables.list(dc)
                .filter(which)
                .sorted(Comparator.comparingLong(SiteRow::version))
                .limit(limit)
                .toList();
        return new SitePage(head.get(), rows);
    }

    @Override
    Map<String, Long> versions(Collection<String> dcs) {
        var versions = new HashMap<String, Long>();
        dcs.forEach(dc -> tables.heads().find(dc).ifPresent(head -> versions.put(dc, head.version())));
        return versions;
    }

    @Override
    long unheardOf(String dc, Map<String, Long> held) {
        return held.keySet().stream()
                .filter(key -> tables.objects().find(dc + " " + key).isEmpty())
                .count();
    }

    @Override
    long live(String dc) {
        return tables.list(dc)
                .filter(row -> !row.tombstone() && row.version() > 0)
                .count();
    }

    @Override
    long unconfirmed(String dc, long after) {
        return tables.list(dc)
                .filter(row -> row.tombstone() && row.operation() == null && row.version() > after)
                .count();
    }

    @Override
    boolean knowsStep(String dc, String incarnation, long version, String chain) {
        return tables.steps().find(dc + " " + version).filter(chain::equals).isPresent();
    }

    @Override
    void forgetSteps(int kept) {
        throw new UnsupportedOperationException("a simulated story is too short to forget steps");
    }

    @Override
    void received(String dc, Epoch epoch, long version) {
        tables.received().put(dc, new ReceivedRow(epoch.incarnation(), version));
    }

    @Override
    Optional<String> review(String dc) {
        return tables.reviews().find(dc);
    }

    @Override
    boolean openReview(String dc, String why, String what) {
        if (tables.reviews().find(dc).isPresent()) {
            return false;
        }
        tables.reviews().put(dc, why);
        return true;
    }

    @Override
    boolean closeReview(String dc, String operation) {
        tables.objects().all().stream()
                .filter(row -> row.dc().equals(dc)
                        && row.object().tombstone()
                        && row.object().operation() == null)
                .forEach(row -> tables.objects().put(dc + " " + row.object().key(), confirmed(row, operation)));
        return tables.reviews().remove(dc);
    }

    private static Row confirmed(Row row, String operation) {
        var object = row.object();
        return new Row(
                row.dc(),
                row.root(),
                new SiteRow(object.key(), object.version(), object.digest(), object.body(), true, operation));
    }
}
