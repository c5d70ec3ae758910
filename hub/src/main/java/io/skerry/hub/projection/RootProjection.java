package io.skerry.hub.projection;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Projector.Projected;
import io.skerry.hub.resource.Projector.SiteBody;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings one root's site objects up to date, in one transaction: lock the root, read the inputs, write, take the head last. */
final class RootProjection {

    private static final int LARGEST = 256 * 1024;

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
            var wanted = dataCenter.isEmpty() || projector == null
                    ? Projected.nothing(null)
                    : resource.isEmpty()
                            ? Projected.nothing("delete-" + root.uid())
                            : projector.project(resource.get(), dataCenter.get(), inputs);
            var changed = write(root, wanted);
            if (resource.isEmpty()) {
                rows.forget(root);
            } else {
                rows.setInputs(root, inputs.asked());
            }
            return changed;
        });
    }

    private boolean write(Root root, Projected projected) {
        var wanted = projected.bodies();
        var before = rows.objectsOf(root).stream().collect(Collectors.toMap(SiteRepository.Row::key, row -> row));
        var puts = wanted.stream()
                .map(RootProjection::body)
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
            rows.bury(root.dc(), old.key(), ++version, projected.act());
        }
        rows.setHead(root.dc(), new SiteRepository.Head(head.incarnation(), version, holding, head.chain()));
        return true;
    }

    private static boolean differs(SiteRepository.@Nullable Row old, Body body) {
        return old == null || old.tombstone() || !old.digest().equals(body.digest());
    }

    /** An object that the link cannot carry must not stand in the list: everything after it would wait for ever. */
    private static Body body(SiteBody wanted) {
        var bytes = Json.bytes(wanted.body());
        if (bytes.length > LARGEST) {
            throw new IllegalStateException(wanted.key() + " has " + bytes.length
                    + " bytes; a data center takes at most " + LARGEST + " in one object");
        }
        return new Body(wanted.key(), bytes);
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
