package io.skerry.model.site;

import io.skerry.model.application.ComponentSpec;
import io.skerry.model.name.ComponentRef;
import org.jspecify.annotations.Nullable;

/**
 * A component as one data center must run it.
 *
 * @param uid of the component resource
 * @param generation of the spec this was made from
 * @param release number of the release
 * @param spec effective, overrides of this data center applied
 * @param artifact what runs; absent only for components whose command stands on its own
 * @param commit the source's commit, for {@code SKERRY_COMMIT}
 */
public record WantedComponent(
        ComponentRef component,
        String uid,
        long generation,
        long release,
        int replicas,
        ComponentSpec spec,
        @Nullable ArtifactRef artifact,
        @Nullable String commit) {}
