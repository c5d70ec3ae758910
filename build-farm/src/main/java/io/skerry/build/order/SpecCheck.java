package io.skerry.build.order;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.application.EnvVar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Refuses by name what build settings may ask for one day, and reads the rest. */
final class SpecCheck {

    private SpecCheck() {}

    /** The variables that the build settings give to the build's processes. */
    static Map<String, String> environment(@Nullable BuildSpec build) throws BuildFailure {
        var env = new TreeMap<String, String>();
        if (build == null) {
            return env;
        }
        if (build.dockerfile() != null) {
            throw BuildFailure.notAvailableYet("build.dockerfile", "leave it away: the language is detected");
        }
        if (build.secrets() != null && !build.secrets().isEmpty()) {
            throw BuildFailure.notAvailableYet("build.secrets", "use what needs no secret to build");
        }
        for (EnvVar variable : build.env() == null ? List.<EnvVar>of() : build.env()) {
            if (variable.value() == null) {
                throw BuildFailure.notAvailableYet(
                        "build.env '" + variable.name() + "' from a secret, config set or dependency",
                        "give it as a plain value");
            }
            env.put(variable.name(), variable.value());
        }
        return env;
    }
}
