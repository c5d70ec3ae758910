package io.skerry.edge.worker.launch;

import io.skerry.edge.worker.instance.Target;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.VolumeSpec;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this worker does not do, by name: better no instance than one that lacks what it was promised. */
public final class Refusal {

    private static final Set<String> VOLUMES = Set.of(VolumeSpec.PERSISTENT, VolumeSpec.SHARED);
    private static final Set<String> PUBLISHED = Set.of("host", "port", "url");

    private Refusal() {}

    /** Why no instance of the target can be made here; empty if it can. */
    public static Optional<Cause> of(Target target) {
        var spec = target.spec();
        if (spec.type() != ComponentSpec.Type.SERVICE) {
            return refused("components of type '" + String.valueOf(spec.type()).toLowerCase(Locale.ROOT) + "'", "type");
        }
        for (var volume : spec.volumeList()) {
            if (!VOLUMES.contains(volume.typeOrUsual())) {
                return refused("volumes of type '" + volume.type() + "'", "volumes." + volume.name() + ".type");
            }
        }
        if (some(spec.files())) {
            return refused("files from config and secret sets", "files");
        }
        for (var variable : spec.envList()) {
            var problem = problem(variable);
            if (problem != null) {
                return refused(problem, "env." + variable.name());
            }
        }
        if (target.wanted().artifact() == null
                && (spec.run() == null || spec.run().command() == null)) {
            return Optional.of(Cause.of(
                    ErrorCode.UNSUPPORTED,
                    "There is nothing to run: the component has neither an artifact nor run.command.",
                    "Build it, or set run.command."));
        }
        return Optional.empty();
    }

    private static @Nullable String problem(EnvVar variable) {
        if (variable.secret() != null || variable.config() != null) {
            return "variables from secret and config sets";
        }
        return variable.dependency() != null
                        && !PUBLISHED.contains(variable.dependency().value())
                ? "published values other than host, port and url"
                : null;
    }

    private static boolean some(@Nullable List<?> list) {
        return list != null && !list.isEmpty();
    }

    private static Optional<Cause> refused(String what, String field) {
        return Optional.of(Cause.of(
                ErrorCode.UNSUPPORTED,
                "This data center's agent does not run " + what + " yet (" + field + ").",
                "Remove " + field + ", or bring the agent up to date."));
    }
}
