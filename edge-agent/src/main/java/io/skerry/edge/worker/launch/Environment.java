package io.skerry.edge.worker.launch;

import io.skerry.edge.worker.instance.Target;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.PortSpec;
import io.skerry.model.name.DataCenterName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What is injected into an instance: dependencies' addresses, below the component's own variables, below what Skerry sets. */
final class Environment {

    private Environment() {}

    /**
     * The variables of one instance.
     *
     * @param ports port name → number it is to listen on
     * @param dependencies component → where it is; one without a port is not in it
     */
    static Map<String, String> of(
            Target target,
            String instance,
            DataCenterName dataCenter,
            Map<String, Integer> ports,
            Map<String, DependencyAddress> dependencies) {
        var all = new LinkedHashMap<String, String>();
        for (var dependency : target.spec().dependencyList()) {
            var address = dependencies.get(dependency.component());
            if (address != null) {
                address.values()
                        .forEach((name, value) ->
                                all.put(dependency.aliasOrName() + "_" + name.toUpperCase(Locale.ROOT), value));
            }
        }
        for (var variable : target.spec().envList()) {
            all.put(variable.name(), value(variable, dependencies));
        }
        all.putAll(ports(target.spec().portList(), ports));
        all.putAll(skerry(target, instance, dataCenter));
        return all;
    }

    private static String value(EnvVar variable, Map<String, DependencyAddress> dependencies) {
        if (variable.value() != null) {
            return variable.value();
        }
        var published = Objects.requireNonNull(variable.dependency(), "refused before: " + variable.name());
        var address = dependencies.get(published.component());
        return address == null ? "" : Objects.requireNonNull(address.values().get(published.value()));
    }

    private static Map<String, String> ports(List<PortSpec> specs, Map<String, Integer> numbers) {
        var all = new LinkedHashMap<String, String>();
        for (var spec : specs) {
            var number = Objects.requireNonNull(numbers.get(spec.name())).toString();
            all.putIfAbsent("PORT", number);
            all.put("PORT_" + spec.name().toUpperCase(Locale.ROOT).replace('-', '_'), number);
        }
        return all;
    }

    private static Map<String, String> skerry(Target target, String instance, DataCenterName dataCenter) {
        var wanted = target.wanted();
        var all = new LinkedHashMap<String, String>();
        all.put("SKERRY_TENANT", target.component().tenant().value());
        all.put("SKERRY_APPLICATION", target.component().application());
        all.put("SKERRY_COMPONENT", target.component().component());
        all.put("SKERRY_INSTANCE", instance);
        all.put("SKERRY_DATA_CENTER", dataCenter.value());
        all.put("SKERRY_RELEASE", Long.toString(wanted.release()));
        if (wanted.commit() != null) {
            all.put("SKERRY_COMMIT", wanted.commit());
        }
        return all;
    }
}
