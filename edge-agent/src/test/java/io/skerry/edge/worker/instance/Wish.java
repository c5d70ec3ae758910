package io.skerry.edge.worker.instance;

import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Dependency;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.PortSpec;
import io.skerry.model.application.Probe;
import io.skerry.model.application.Probes;
import io.skerry.model.application.Resources;
import io.skerry.model.application.RunSpec;
import io.skerry.model.application.UpdatePolicy;
import io.skerry.model.application.VolumeSpec;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.site.ArtifactRef;
import io.skerry.model.site.WantedComponent;
import java.util.ArrayList;
import java.util.List;

/** What a test wants of a component; every word returns the same wish. */
public final class Wish {

    private final ComponentRef component;
    private long release = 1;
    private int replicas = 1;
    private List<String> command = List.of("serve");
    private List<PortSpec> ports = List.of(new PortSpec("http", 8080, null, null));
    private final List<EnvVar> env = new ArrayList<>();
    private final List<VolumeSpec> volumes = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private Probes probes;
    private UpdatePolicy.Strategy strategy;
    private Integer maxSurge;
    private Integer maxUnavailable;
    private String readyWithin = "2m";
    private String grace = "5s";
    private String drain = "10ms";
    private ArtifactRef artifact;
    private ComponentSpec.Type type;
    private Resources resources;

    private Wish(String name) {
        component = new ComponentRef(new TenantName("acme"), "shop", name);
    }

    public static Wish component(String name) {
        return new Wish(name);
    }

    public static Wish web() {
        return new Wish("web");
    }

    public Wish release(long number) {
        release = number;
        return this;
    }

    public Wish replicas(int count) {
        replicas = count;
        return this;
    }

    public Wish command(String... words) {
        command = List.of(words);
        return this;
    }

    public Wish artifact(ArtifactRef ref) {
        artifact = ref;
        command = null;
        return this;
    }

    public Wish memoryLimit(String size) {
        resources = new Resources(null, null, null, new ByteSize(size), null, null);
        return this;
    }

    public Wish type(ComponentSpec.Type other) {
        type = other;
        return this;
    }

    public Wish ports(PortSpec... specs) {
        ports = List.of(specs);
        return this;
    }

    public Wish env(String name, String value) {
        env.add(EnvVar.of(name, value));
        return this;
    }

    public Wish env(EnvVar variable) {
        env.add(variable);
        return this;
    }

    public Wish needs(String other, String alias, Dependency.StartAfter after) {
        dependencies.add(new Dependency(other, alias, after));
        return this;
    }

    public Wish volume(String name, String path, String size) {
        volumes.add(new VolumeSpec(name, path, "shared", size == null ? null : new ByteSize(size), null, null, null));
        return this;
    }

    public Wish probes(Probe readiness, Probe liveness) {
        probes = new Probes(null, readiness, liveness);
        return this;
    }

    public Wish recreate() {
        strategy = UpdatePolicy.Strategy.RECREATE;
        return this;
    }

    public Wish surge(int surge, int unavailable) {
        maxSurge = surge;
        maxUnavailable = unavailable;
        return this;
    }

    public Wish readyWithin(String span) {
        readyWithin = span;
        return this;
    }

    public Wish grace(String span) {
        grace = span;
        return this;
    }

    public Wish drain(String span) {
        drain = span;
        return this;
    }

    public WantedComponent wanted() {
        var update = new UpdatePolicy(
                strategy,
                maxSurge,
                maxUnavailable,
                new TimeSpan(readyWithin),
                new TimeSpan(grace),
                new TimeSpan(drain));
        var spec = new ComponentSpec(
                type,
                null,
                null,
                command == null ? null : new RunSpec(null, command, null),
                ports,
                env,
                null,
                volumes,
                dependencies,
                null,
                probes,
                resources,
                null,
                update,
                null,
                null,
                null,
                null,
                null);
        return new WantedComponent(
                component, "uid-" + component.component(), release, release, replicas, spec, artifact, null);
    }

    public Target target() {
        return Target.of(wanted());
    }
}
