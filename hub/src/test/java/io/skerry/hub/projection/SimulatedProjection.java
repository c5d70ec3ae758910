package io.skerry.hub.projection;

import io.skerry.hub.datacenter.session.InMemorySessions;
import io.skerry.hub.datacenter.sync.InMemorySiteObjects;
import io.skerry.hub.datacenter.sync.SitePage;
import io.skerry.hub.datacenter.sync.SitePage.SiteRow;
import io.skerry.hub.projection.Amendment.Body;
import io.skerry.hub.projection.SiteRepository.Row;
import io.skerry.hub.resource.Database;
import io.skerry.model.site.Holding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings one root's part of a data center's list up to date in memory, by the amendment that {@link RootProjection} makes. */
public final class SimulatedProjection {

    private SimulatedProjection() {}

    /**
     * Writes what the root is in that data center now.
     *
     * @param act by which the rest has to go
     * @return whether there is something new to receive
     */
    public static boolean run(
            Database database,
            InMemorySiteObjects.Tables tables,
            String dc,
            String root,
            Map<String, byte[]> wanted,
            @Nullable String act) {
        return database.platform(() -> {
            var before = tables.objects().all().stream()
                    .filter(row -> row.dc().equals(dc) && row.root().equals(root))
                    .map(InMemorySiteObjects.Row::object)
                    .map(row -> new Row(row.key(), row.version(), row.digest(), row.tombstone()))
                    .toList();
            var bodies = wanted.entrySet().stream()
                    .map(entry -> new Body(entry.getKey(), entry.getValue()))
                    .toList();
            var amendment = Amendment.of(before, bodies);
            if (amendment.isEmpty()) {
                return false;
            }
            var numbered = amendment.after(head(tables, dc));
            for (var entry : numbered.entries()) {
                var put = entry.body();
                var row = put == null
                        ? new SiteRow(entry.key(), entry.version(), "", new byte[0], true, act)
                        : new SiteRow(entry.key(), entry.version(), entry.digest(), put.bytes(), false, null);
                tables.objects().put(dc + " " + entry.key(), new InMemorySiteObjects.Row(dc, root, row));
            }
            var head = numbered.head();
            tables.heads()
                    .put(
                            dc,
                            new SitePage.Head(
                                    head.version(), head.chain(), head.holding().text()));
            tables.steps().put(dc + " " + head.version(), head.chain());
            return true;
        });
    }

    private static SiteRepository.Head head(InMemorySiteObjects.Tables tables, String dc) {
        return tables.heads()
                .find(dc)
                .map(head -> new SiteRepository.Head(
                        InMemorySessions.INCARNATION, head.version(), Holding.parse(head.holding()), head.chain()))
                .orElse(new SiteRepository.Head(InMemorySessions.INCARNATION, 0, Holding.NOTHING, ""));
    }
}
