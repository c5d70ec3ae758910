package io.skerry.edge.runtime;

import io.skerry.model.application.RunSpec;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.site.ArtifactRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything a runtime must know to run one instance. The environment may hold secrets: a launch is never logged.
 *
 * @param instance its id, unique in the data center for ever; a file name
 * @param artifact what to run; absent only if the command stands on its own
 * @param run what to start; absent: the artifact's {@code web} process
 * @param ports port name → number to listen on
 * @param environment what is injected; the runtime adds {@code PATH}, {@code HOME}, {@code LANG} and {@code TMPDIR} where it is silent
 * @param limits what the instance may use
 * @param volumes made where they are not there; the runtime adds {@code SKERRY_VOLUME_<NAME>} for each
 * @param description kept beside the instance and given back unchanged
 */
public record Launch(
        String instance,
        ComponentRef component,
        @Nullable ArtifactRef artifact,
        @Nullable RunSpec run,
        Map<String, Integer> ports,
        Map<String, String> environment,
        Limits limits,
        List<Volume> volumes,
        String description) {

    public Launch {
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
        // Written by a version that had none.
        limits = Objects.requireNonNullElse(limits, Limits.NONE);
        volumes = List.copyOf(Objects.requireNonNullElse(volumes, List.of()));
    }

    /** One without volumes. */
    public Launch(
            String instance,
            ComponentRef component,
            @Nullable ArtifactRef artifact,
            @Nullable RunSpec run,
            Map<String, Integer> ports,
            Map<String, String> environment,
            Limits limits,
            String description) {
        this(instance, component, artifact, run, ports, environment, limits, List.of(), description);
    }

    @Override
    public String toString() {
        return "Launch[" + instance + " of " + component + "]";
    }
}
