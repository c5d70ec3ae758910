package io.skerry.hub.projection;

import io.skerry.hub.api.Json;
import io.skerry.hub.projection.Amendment.Body;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Projector.Projected;
import io.skerry.hub.resource.Projector.SiteBody;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import java.util.Map;
import java.util.Set;

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
        var wanted = projected.bodies().stream().map(RootProjection::body).toList();
        var amendment = Amendment.of(rows.objectsOf(root), wanted);
        if (amendment.isEmpty()) {
            return false;
        }
        var numbered = amendment.after(rows.lockHead(root.dc()));
        for (var entry : numbered.entries()) {
            var put = entry.body();
            if (put == null) {
                rows.bury(root.dc(), entry.key(), entry.version(), projected.act());
            } else {
                rows.put(root, entry.key(), entry.version(), entry.digest(), put.bytes());
            }
        }
        rows.setHead(root.dc(), numbered.head());
        return true;
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

    /** The kinds that are projected at all. */
    Set<Kind> kinds() {
        return projectors.keySet();
    }
}
