package io.skerry.model.release;

import io.skerry.model.application.ComponentSpec;
import io.skerry.model.build.BuildResult.ResolvedSource;
import io.skerry.model.site.ArtifactRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable, numbered snapshot of all components, without {@code replicas}. */
public record ReleaseSpec(long number, String reason, String by, Map<String, ReleasedComponent> components) {

    public ReleaseSpec {
        components = Map.copyOf(components);
    }

    /** One component as released; {@code artifact} is absent until its build succeeded, or where the command stands alone. */
    public record ReleasedComponent(
            ComponentSpec spec,
            @Nullable ArtifactRef artifact,
            @Nullable ResolvedSource source,
            @Nullable String build) {}
}
