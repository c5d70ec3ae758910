package io.skerry.model.seen;

import io.skerry.model.error.Cause;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.resource.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one component is doing in this data center; the value of {@code seen/component/…}.
 *
 * @param uid of the component resource
 * @param siteVersion the version of the wanted object this was observed against
 * @param generation of the spec that is applied
 * @param release the release that is being brought in or runs
 * @param serving the release that answers traffic now; absent if none does
 * @param applied whether the reconciler's calls for {@code siteVersion} are done
 * @param cause why it is not running
 * @param notes sentences a user should read: an assumed probe, an unusual port
 */
public record ComponentSeen(
        ComponentRef component,
        String uid,
        long siteVersion,
        long generation,
        long release,
        @Nullable Long serving,
        int wanted,
        int ready,
        boolean applied,
        Phase phase,
        @Nullable Cause cause,
        List<String> notes,
        List<InstanceSeen> instances) {

    public ComponentSeen {
        notes = List.copyOf(notes);
        instances = List.copyOf(instances);
    }
}
