package io.skerry.hub.projection;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Projector.SiteBody;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings one root's site objects up to date, in one transaction: lock the root, read the inputs, write, take the head last. */
final class RootProjection {

    private final Database database;
    private final SiteRepository rows;
    private final Resources resources;
    private final Map<Kind, Projector> projectors;

    RootProjection(Database database, SiteRepository rows, Resources resources, Map<Kind, Projector> projectors) {
        this.database = database;
        this.rows = rows;
        this.resources = resources;
        this.projectors = projectors;
    }

    /** Returns whether the data center has something new to receive. */
    boolean run(Root root) {
        return database.platform(() -> {
            rows.lock(root);
            var inputs = new RecordingInputs(resources);
            var resource = resources.find(root.uid());
            var dataCenter = inputs.object(Place.platform(Kind.DATA_CENTER), root.dc());
            var projector = projectors.get(root.kind());
            var wanted = resource.isEmpty() || dataCenter.isEmpty() || projector == null
                    ? List.<SiteBody>of()
                    : projector.project(resource.get(), dataCenter.get(), inputs);
            var changed = write(root, wanted, deletion(root, resource.orElse(null)));
            if (resource.isEmpty()) {
                rows.forget(root);
            } else {
                rows.setInputs(root, inputs.asked());
            }
            return changed;
        });
    }

    private boolean write(Root root, List<SiteBody> wanted, @Nullable String operation) {
        var before = rows.objectsOf(root).stream().collect(Collectors.toMap(SiteRepository.Row::key, row -> row));
        var puts = wanted.stream()
                .map(body -> new Body(body.key(), Json.bytes(body.body())))
                .filter(body -> differs(before.get(body.key()), body))
                .toList();
        var keys = wanted.stream().map(SiteBody::key).collect(Collectors.toSet());
        var burials = before.values().stream()
                .filter(row -> !row.tombstone() && !keys.contains(row.key()))
                .toList();
        if (puts.isEmpty() && burials.isEmpty()) {
            return false;
        }
        var head = rows.lockHead(root.dc());
        var version = head.version();
        var holding = head.holding();
        for (var put : puts) {
            var old = before.get(put.key());
            if (old != null && !old.tombstone()) {
                holding = holding.without(old.key(), old.version(), old.digest());
            }
            rows.put(root, put.key(), ++version, put.digest(), put.bytes());
            holding = holding.with(put.key(), version, put.digest());
        }
        for (var old : burials) {
            holding = holding.without(old.key(), old.version(), old.digest());
            rows.bury(root.dc(), old.key(), ++version, operation);
        }
        rows.setHead(root.dc(), new SiteRepository.Head(head.incarnation(), version, holding, head.chain()));
        return true;
    }

    private static boolean differs(SiteRepository.@Nullable Row old, Body body) {
        return old == null || old.tombstone() || !old.digest().equals(body.digest());
    }

    /** The act of a person that takes the resource away: data centers need not doubt such a tombstone. */
    private static @Nullable String deletion(Root root, @Nullable Stored resource) {
        return resource == null || resource.deleting() != null ? "delete-" + root.uid() : null;
    }

    private record Body(String key, byte[] bytes) {
        String digest() {
            return SiteRepository.digest(bytes);
        }
    }

    /** The kinds that are projected at all. */
    Set<Kind> kinds() {
        return projectors.keySet();
    }
}
