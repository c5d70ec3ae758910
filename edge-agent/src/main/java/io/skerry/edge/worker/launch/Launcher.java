package io.skerry.edge.worker.launch;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Limits;
import io.skerry.edge.runtime.Volume;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.port.PortLedger;
import io.skerry.edge.worker.port.Relays;
import io.skerry.edge.worker.port.Relays.Place;
import io.skerry.model.application.PortSpec;
import io.skerry.model.application.Resources;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.CpuAmount;
import io.skerry.model.site.WantedComponent;
import io.skerry.store.value.Values;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes up new instances: id, ports, environment. */
public final class Launcher {

    private static final int ID_BYTES = 4;

    private final DataCenterName dataCenter;
    private final PortLedger ports;
    private final Relays relays;
    private final BiFunction<Target, String, Optional<PortSpec>> portOf;
    private final SecureRandom random = new SecureRandom();

    /** @param portOf the port under which a target's dependency is reached */
    public Launcher(
            DataCenterName dataCenter,
            PortLedger ports,
            Relays relays,
            BiFunction<Target, String, Optional<PortSpec>> portOf) {
        this.dataCenter = dataCenter;
        this.ports = ports;
        this.relays = relays;
        this.portOf = portOf;
    }

    /** What came of making an instance up: a launch, or why there is none. */
    public sealed interface Outcome {
        /** Launch it. */
        record Ready(Launch launch) implements Outcome {}

        /** It cannot be made now. */
        record Blocked(Cause why) implements Outcome {}
    }

    /** A new instance of the target; the ports it names are taken. */
    public Outcome launch(Target target) {
        return launch(target, target.component().component() + "-" + randomText());
    }

    /** A new instance of that id. */
    public Outcome launch(Target target, String id) {
        var refusal = Refusal.of(target);
        if (refusal.isPresent()) {
            return new Outcome.Blocked(refusal.get());
        }
        var dependencies = dependencies(target);
        var numbers = dependencies == null ? null : takePorts(target);
        if (dependencies == null || numbers == null) {
            return new Outcome.Blocked(Cause.of(
                    ErrorCode.NO_PORT,
                    "Every port of this data center's slice is in use, or rests until the gateways have left it.",
                    "Remove what is not needed, or give the data center a larger slice (SKERRY_PORTS)."));
        }
        var environment = Environment.of(target, id, dataCenter, numbers, dependencies);
        return new Outcome.Ready(new Launch(
                id,
                target.component(),
                target.wanted().artifact(),
                target.spec().run(),
                numbers,
                environment,
                limits(target.spec().resources()),
                volumes(target),
                describe(target)));
    }

    /** The components that the target needs. */
    public static Set<ComponentRef> needs(Target target) {
        var application = target.component().applicationRef();
        return target.spec().dependencyList().stream()
                .map(dependency -> application.component(dependency.component()))
                .collect(Collectors.toSet());
    }

    /** The target that a launch was made from. */
    public static Target targetOf(Launch launch) {
        return Target.of(Values.read(launch.description().getBytes(StandardCharsets.UTF_8), WantedComponent.class));
    }

    private static String describe(Target target) {
        return new String(Values.write(target.wanted()), StandardCharsets.UTF_8);
    }

    private @Nullable Map<String, DependencyAddress> dependencies(Target target) {
        var all = new HashMap<String, DependencyAddress>();
        for (var dependency : target.spec().dependencyList()) {
            var port = portOf.apply(target, dependency.component());
            if (port.isPresent()) {
                var listen = relays.port(place(target, dependency.component(), port.get()));
                if (listen.isEmpty()) {
                    return null;
                }
                all.put(dependency.component(), DependencyAddress.relayed(port.get(), listen.getAsInt()));
            }
        }
        return all;
    }

    private @Nullable Map<String, Integer> takePorts(Target target) {
        var numbers = new LinkedHashMap<String, Integer>();
        for (var port : target.spec().portList()) {
            var number = ports.take(target.component());
            if (number.isEmpty()) {
                numbers.values().forEach(taken -> ports.release(taken, 0));
                return null;
            }
            numbers.put(port.name(), number.getAsInt());
        }
        return numbers;
    }

    private static Place place(Target target, String component, PortSpec port) {
        return new Place(target.component().applicationRef().component(component), port.name());
    }

    private static List<Volume> volumes(Target target) {
        return target.spec().volumeList().stream()
                .map(volume -> new Volume(volume.name(), volume.path(), volume.typeOrUsual()))
                .toList();
    }

    private static Limits limits(@Nullable Resources said) {
        var resources = said == null ? Resources.NONE : said;
        return new Limits(
                bytes(resources.memoryLimit()),
                millis(resources.cpu()),
                millis(resources.cpuLimit()),
                resources.processes(),
                bytes(resources.disk()));
    }

    private static @Nullable Long bytes(@Nullable ByteSize size) {
        return size == null ? null : size.bytes();
    }

    private static @Nullable Integer millis(@Nullable CpuAmount amount) {
        return amount == null ? null : amount.millis();
    }

    private String randomText() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
