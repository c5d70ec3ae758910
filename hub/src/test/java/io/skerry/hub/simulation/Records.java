package io.skerry.hub.simulation;

import io.skerry.hub.command.InMemoryCommands;
import io.skerry.hub.datacenter.report.InMemoryStatuses;
import io.skerry.hub.datacenter.session.InMemorySessions;
import io.skerry.hub.datacenter.sync.InMemorySiteObjects;
import io.skerry.model.name.ComponentRef;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All tables of the one database. */
final class Records implements InMemoryStatuses.Components {

    final VirtualDatabase database;
    final Table<String, InMemoryCommands.Row> commands;
    final Table<String, InMemorySessions.Row> sessions;
    final InMemorySiteObjects.Tables sites;
    final InMemoryStatuses.Tables statuses;
    /** What people want, by the name of the component; of these the projection makes site objects. */
    final Table<String, Root> roots;

    /** Every act that was written, in the transaction that did it. */
    final Table<String, String> acts;

    /** What was changed and not projected yet. */
    final Table<String, String> unprojected;

    /** One component with its routes, and what it is in each data center. */
    record Root(
            ComponentRef component,
            UUID uid,
            long generation,
            Map<String, SortedMap<String, byte[]>> wanted,
            @Nullable String act) {}

    Records(VirtualDatabase database) {
        this.database = database;
        this.commands = database.table();
        this.sessions = database.table();
        this.sites = InMemorySiteObjects.Tables.in(database);
        this.statuses = InMemoryStatuses.Tables.in(database);
        this.roots = database.table();
        this.unprojected = database.table();
        this.acts = database.table();
    }

    @Override
    public Optional<UUID> uid(ComponentRef component) {
        return roots.find(component.toString()).map(Root::uid);
    }

    @Override
    public boolean exists(UUID uid) {
        return roots.all().stream().anyMatch(root -> root.uid().equals(uid));
    }
}
