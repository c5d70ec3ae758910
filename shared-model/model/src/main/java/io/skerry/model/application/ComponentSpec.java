package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tenant says about a component, as written: absent stays absent, lists keep their order. */
public record ComponentSpec(
        @Nullable Type type,
        @Nullable Source source,
        @Nullable BuildSpec build,
        @Nullable RunSpec run,
        @Nullable List<PortSpec> ports,
        @Nullable List<EnvVar> env,
        @Nullable List<FileMount> files,
        @Nullable List<VolumeSpec> volumes,
        @Nullable List<Dependency> dependencies,
        @Nullable Map<String, String> provides,
        @Nullable Probes probes,
        @Nullable Resources resources,
        @Nullable Replicas replicas,
        @Nullable UpdatePolicy update,
        @Nullable Schedule schedule,
        @Nullable Scheduling scheduling,
        @Nullable LogSpec logs,
        @Nullable Map<String, Object> attributes,
        @Nullable Map<String, Object> overrides) {

    public ComponentSpec {
        ports = ports == null ? null : List.copyOf(ports);
        env = env == null ? null : List.copyOf(env);
        files = files == null ? null : List.copyOf(files);
        volumes = volumes == null ? null : List.copyOf(volumes);
        dependencies = dependencies == null ? null : List.copyOf(dependencies);
        provides = provides == null ? null : Map.copyOf(provides);
    }

    /** The ports, none if none are said. */
    public List<PortSpec> portList() {
        return ports == null ? List.of() : ports;
    }

    /** The component's own environment, none if none is said. */
    public List<EnvVar> envList() {
        return env == null ? List.of() : env;
    }

    /** What it needs, none if nothing is said. */
    public List<Dependency> dependencyList() {
        return dependencies == null ? List.of() : dependencies;
    }

    /** What outlives its instances, none if nothing is said. */
    public List<VolumeSpec> volumeList() {
        return volumes == null ? List.of() : volumes;
    }

    /** How the instances of a component live. */
    public enum Type {
        /** Stateless, any number of equal instances. */
        @JsonProperty("service")
        SERVICE,
        /** Ordered identity, volumes per instance. */
        @JsonProperty("stateful")
        STATEFUL,
        /** Runs to its end. */
        @JsonProperty("job")
        JOB,
        /** Runs to its end, by schedule. */
        @JsonProperty("cron")
        CRON,
        /** One per node. */
        @JsonProperty("daemon")
        DAEMON,
        /** Runs elsewhere; endpoints are told or looked up. */
        @JsonProperty("external")
        EXTERNAL,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
