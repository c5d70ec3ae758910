package io.skerry.edge.sync;

import io.skerry.model.site.Holding;
import io.skerry.model.site.SiteHead;
import java.util.Map;

/**
 * What the data center holds, as read from its store.
 *
 * @param head as of the last bookmark
 * @param progress up to where everything is durable, perhaps beyond the head
 * @param objects live keys whose body still has its digest
 */
record SiteState(SiteHead head, Progress progress, Map<String, Held> objects) {

    /** A site that never heard of the hub. */
    static final SiteState EMPTY =
            new SiteState(new SiteHead("", 0, "", Holding.NOTHING.text()), new Progress("", 0), Map.of());

    /** One live object. */
    record Held(long version, String digest) {}

    /** The value of {@code sync/progress}. */
    record Progress(String incarnation, long version) {}

    SiteState {
        objects = Map.copyOf(objects);
    }

    /** Where to go on from under an incarnation of the hub: versions of another one do not count. */
    long progressWithin(String incarnation) {
        var headed = head.incarnation().equals(incarnation) ? head.version() : 0;
        return progress.incarnation().equals(incarnation) ? Math.max(headed, progress.version()) : headed;
    }

    Holding holding() {
        var holding = Holding.NOTHING;
        for (var object : objects.entrySet()) {
            holding = holding.with(
                    object.getKey(),
                    object.getValue().version(),
                    object.getValue().digest());
        }
        return holding;
    }
}
