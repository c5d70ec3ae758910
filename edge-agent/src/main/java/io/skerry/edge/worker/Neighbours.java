package io.skerry.edge.worker;

import io.skerry.edge.worker.instance.Target;
import io.skerry.model.application.Dependency;
import io.skerry.model.application.PortSpec;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the components of this data center stand, for those that depend on them. */
final class Neighbours {

    private final Map<ComponentRef, Standing> standings = new ConcurrentHashMap<>();
    private volatile Consumer<ApplicationRef> changed = application -> {};

    /**
     * How one component stands.
     *
     * @param target what is wanted of it
     * @param started whether a process of it runs
     * @param ready whether an instance answers
     */
    record Standing(Target target, boolean started, boolean ready) {}

    /** Who is told that the components of an application must look again. */
    void listen(Consumer<ApplicationRef> listener) {
        changed = listener;
    }

    /** A component says how it stands; null when it is gone. */
    void stands(ComponentRef component, @Nullable Standing standing) {
        var before = standing == null ? standings.remove(component) : standings.put(component, standing);
        if (before == null ? standing != null : !before.equals(standing)) {
            changed.accept(component.applicationRef());
        }
    }

    /** Sentences about what a component must wait for before new instances of it start; none if nothing. */
    List<String> waitsFor(Target target) {
        var waits = new ArrayList<String>();
        for (var dependency : target.spec().dependencyList()) {
            var standing = standings.get(of(target, dependency.component()));
            var after = dependency.startAfter() == null ? Dependency.StartAfter.READY : dependency.startAfter();
            if (after == Dependency.StartAfter.NONE) {
                continue;
            }
            if (standing == null) {
                waits.add("Waits for " + dependency.component() + ", which is not in this data center.");
            } else if (after == Dependency.StartAfter.STARTED && !standing.started()) {
                waits.add("Waits for " + dependency.component() + " to start.");
            } else if (after != Dependency.StartAfter.STARTED && !standing.ready()) {
                waits.add("Waits for " + dependency.component() + " to be ready.");
            }
        }
        return waits;
    }

    /** The port under which dependants reach a component: its first that is no UDP port. */
    Optional<PortSpec> port(Target dependant, String component) {
        return Optional.ofNullable(standings.get(of(dependant, component)))
                .flatMap(standing -> standing.target().spec().portList().stream()
                        .filter(port -> port.protocol() != PortSpec.Protocol.UDP)
                        .findFirst());
    }

    private static ComponentRef of(Target target, String component) {
        return target.component().applicationRef().component(component);
    }
}
