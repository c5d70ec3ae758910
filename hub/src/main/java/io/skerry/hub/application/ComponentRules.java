package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Probe;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must hold within one component; pure. */
final class ComponentRules {

    private ComponentRules() {}

    static void check(ComponentSpec spec) {
        unique(spec.portList(), port -> port.name(), "/ports", "name");
        unique(spec.portList(), port -> String.valueOf(port.port()), "/ports", "port");
        unique(spec.envList(), env -> env.name(), "/env", "name");
        unique(spec.dependencyList(), need -> need.aliasOrName(), "/dependencies", "alias");
        VolumeRules.check(spec);
        if (spec.resources() != null) {
            ResourceRules.check(spec.resources());
        }
        var probes = spec.probes();
        if (probes != null) {
            probe(spec, probes.readiness(), "/probes/readiness");
            probe(spec, probes.liveness(), "/probes/liveness");
        }
    }

    static <T> void unique(List<T> elements, Function<T, String> key, String pointer, String field) {
        var seen = new HashSet<String>();
        for (var i = 0; i < elements.size(); i++) {
            if (!seen.add(key.apply(elements.get(i)))) {
                throw HubException.invalid(
                        pointer + "/" + i + "/" + field, "'" + key.apply(elements.get(i)) + "' stands here twice.");
            }
        }
    }

    private static void probe(ComponentSpec spec, @Nullable Probe probe, String pointer) {
        if (probe == null) {
            return;
        }
        if (probe.http() != null) {
            port(spec, probe.http().port(), pointer + "/http/port");
        }
        if (probe.tcp() != null) {
            port(spec, probe.tcp().port(), pointer + "/tcp/port");
        }
    }

    private static void port(ComponentSpec spec, @Nullable String name, String pointer) {
        if (spec.portList().isEmpty()) {
            throw HubException.invalid(pointer, "The component has no port that could be asked.");
        }
        if (name != null
                && spec.portList().stream().noneMatch(port -> port.name().equals(name))) {
            throw HubException.invalid(pointer, "The component has no port '" + name + "'.");
        }
    }
}
