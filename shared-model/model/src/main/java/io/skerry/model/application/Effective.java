package io.skerry.model.application;

import io.skerry.model.quantity.TimeSpan;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds where a component says nothing. The one place that knows defaults of a component. */
public final class Effective {

    private static final UpdatePolicy UPDATE = new UpdatePolicy(
            UpdatePolicy.Strategy.ROLLING, 1, 0, new TimeSpan("2m"), new TimeSpan("30s"), new TimeSpan("10s"));
    private static final TimeSpan PERIOD = new TimeSpan("5s");
    private static final TimeSpan TIMEOUT = new TimeSpan("2s");
    private static final int FAILURES = 3;

    private Effective() {}

    /** The component with every default filled in that a runtime needs; what is said stays as it is. */
    public static ComponentSpec of(ComponentSpec spec) {
        var ports = spec.portList().stream().map(Effective::port).toList();
        return new ComponentSpec(
                or(spec.type(), ComponentSpec.Type.SERVICE),
                spec.source(),
                spec.build(),
                spec.run(),
                ports,
                spec.envList(),
                spec.files(),
                spec.volumes(),
                spec.dependencyList().stream().map(Effective::dependency).toList(),
                spec.provides(),
                probes(spec.probes(), ports),
                spec.resources(),
                spec.replicas(),
                update(spec.update()),
                spec.schedule(),
                spec.scheduling(),
                spec.logs(),
                spec.attributes(),
                spec.overrides());
    }

    /** How many instances, with the count for everywhere set. */
    public static Replicas replicas(@Nullable Replicas said) {
        return new Replicas(
                said == null || said.everywhere() == null ? Replicas.DEFAULT : said.everywhere(),
                said == null ? null : said.dataCenters());
    }

    /** The update policy with every field set. */
    public static UpdatePolicy update(@Nullable UpdatePolicy said) {
        if (said == null) {
            return UPDATE;
        }
        return new UpdatePolicy(
                or(said.strategy(), UPDATE.strategy()),
                or(said.maxSurge(), UPDATE.maxSurge()),
                or(said.maxUnavailable(), UPDATE.maxUnavailable()),
                or(said.readyWithin(), UPDATE.readyWithin()),
                or(said.grace(), UPDATE.grace()),
                or(said.drain(), UPDATE.drain()));
    }

    private static PortSpec port(PortSpec port) {
        return new PortSpec(
                port.name(),
                port.port(),
                or(port.protocol(), PortSpec.Protocol.HTTP),
                or(port.exposure(), PortSpec.Exposure.APPLICATION));
    }

    private static Dependency dependency(Dependency said) {
        return new Dependency(said.component(), said.aliasOrName(), or(said.startAfter(), Dependency.StartAfter.READY));
    }

    private static @Nullable Probes probes(@Nullable Probes said, List<PortSpec> ports) {
        if (said == null) {
            var accepts = ports.stream()
                    .filter(port -> port.protocol() != PortSpec.Protocol.UDP)
                    .findFirst()
                    .map(port -> probe(new Probe(null, new Probe.Tcp(port.name()), null, null, null, null, null)));
            return accepts.map(readiness -> new Probes(null, readiness, null)).orElse(null);
        }
        return new Probes(
                said.startup() == null ? null : probe(said.startup()),
                said.readiness() == null ? null : probe(said.readiness()),
                said.liveness() == null ? null : probe(said.liveness()));
    }

    private static Probe probe(Probe said) {
        return new Probe(
                said.http(),
                said.tcp(),
                said.command(),
                or(said.period(), PERIOD),
                or(said.timeout(), TIMEOUT),
                or(said.failures(), FAILURES),
                or(said.successes(), 1));
    }

    private static <T> T or(@Nullable T said, @Nullable T fallback) {
        return said != null ? said : Objects.requireNonNull(fallback);
    }
}
