package io.skerry.edge.runtime;

import io.skerry.model.name.ComponentRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A runtime without processes. */
public final class FakeRuntime implements WorkloadRuntime {

    private final FakeMachine machine;

    public FakeRuntime(FakeMachine machine) {
        this.machine = machine;
    }

    @Override
    public List<Workload> adopt(Listener listener) {
        synchronized (machine) {
            machine.listener = listener;
            return machine.instances.values().stream()
                    .map(one -> new Workload(one.launch, one.starts, one.exit))
                    .toList();
        }
    }

    @Override
    public void start(Launch launch) throws LaunchRefused {
        if (launch.run() == null || launch.run().command() == null) {
            throw LaunchRefused.unsupported("The source has no process type 'web'.", "Set run.command.");
        }
        machine.start(launch);
    }

    @Override
    public void stop(String instance, Duration grace) {
        synchronized (machine) {
            var one = machine.instances.get(instance);
            if (one != null && one.exit == null) {
                one.term("It did not end within its grace of " + grace.toMillis() / 1000.0 + " s and was killed.");
            }
        }
    }

    @Override
    public void remove(String instance) {
        synchronized (machine) {
            machine.instances.remove(instance);
        }
    }

    @Override
    public List<VolumeState> volumes() {
        synchronized (machine) {
            return List.copyOf(machine.volumes.values());
        }
    }

    @Override
    public boolean deleteVolume(ComponentRef component, String name) {
        synchronized (machine) {
            var used = machine.instances.values().stream()
                    .filter(one -> one.launch.component().equals(component))
                    .flatMap(one -> one.launch.volumes().stream())
                    .anyMatch(volume -> volume.name().equals(name));
            if (!used) {
                machine.volumes.remove(component + "/" + name);
            }
            return !used;
        }
    }

    @Override
    public String host(String instance) {
        return "127.0.0.1";
    }

    @Override
    public Set<Integer> listening(String instance) {
        synchronized (machine) {
            var one = machine.instances.get(instance);
            return one == null || one.exit != null ? Set.of() : Set.of(one.port());
        }
    }

    @Override
    public List<String> lastLines(String instance, int max) {
        synchronized (machine) {
            var one = machine.instances.get(instance);
            return one == null ? List.of() : one.lines();
        }
    }

    /** Knows the commands {@code ready?}, {@code exit}, {@code sleep} and {@code test "$PORT" = …}, the last three as shell lines, and {@code break}: fails once. */
    @Override
    public int run(String instance, List<String> command, Duration timeout) {
        synchronized (machine) {
            var one = machine.instances.get(instance);
            if (one == null || one.exit != null) {
                return 127;
            }
            var line = command.getLast();
            if (line.equals("break") && !one.broke) {
                one.broke = true;
                throw new IllegalStateException("a defect");
            }
            if (line.startsWith("exit ")) {
                return Integer.parseInt(line.substring(5));
            }
            if (line.startsWith("sleep ")) {
                return 124;
            }
            if (line.startsWith("test ")) {
                return line.endsWith(" "
                                + Objects.requireNonNull(
                                        one.launch.environment().get("PORT")))
                        ? 0
                        : 1;
            }
            return one.deaf ? 1 : 0;
        }
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public String limits() {
        return "none: there are no processes";
    }

    @Override
    public List<String> remarks(String instance) {
        return List.of();
    }

    @Override
    public void close() {
        synchronized (machine) {
            machine.listener = null;
        }
    }
}
