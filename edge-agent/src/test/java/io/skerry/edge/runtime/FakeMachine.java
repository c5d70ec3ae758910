package io.skerry.edge.runtime;

import io.skerry.model.name.ComponentRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What fake runtimes run on: it outlives them. The first word of a command says what an instance does: {@code exit <code> <line>} ends at
 * once, {@code stubborn} ignores TERM, {@code remember} ends with 1 at first and with 0 later, everything else goes on; {@code deaf} is
 * not ready, {@code stray} listens on 3000 instead of its port.
 */
public final class FakeMachine {

    private static final int STRAY_PORT = 3000;

    final Map<String, FakeInstance> instances = new LinkedHashMap<>();
    final Map<String, VolumeState> volumes = new LinkedHashMap<>();
    private final List<String> started = new ArrayList<>();
    WorkloadRuntime.@Nullable Listener listener;
    private @Nullable LaunchRefused refusing;

    /** One instance. */
    final class FakeInstance {
        final Launch launch;
        int starts;
        boolean deaf;
        boolean broke;

        @Nullable
        Exit exit;

        FakeInstance(Launch launch) {
            this.launch = launch;
        }

        private List<String> command() {
            return Objects.requireNonNull(Objects.requireNonNull(launch.run()).command());
        }

        void begin() {
            starts++;
            exit = null;
            deaf = command().getFirst().equals("deaf") || command().getFirst().equals("stray");
            tell(to -> to.started(launch));
            switch (command().getFirst()) {
                case "exit" ->
                    end(new Exit(
                            Integer.valueOf(command().get(1)),
                            null,
                            command().subList(2, command().size())));
                case "remember" -> end(new Exit(starts == 1 ? 1 : 0, null, List.of()));
                default -> {}
            }
        }

        void term(String ifStubborn) {
            end(
                    command().getFirst().equals("stubborn")
                            ? new Exit(137, ifStubborn, List.of())
                            : new Exit(0, null, List.of()));
        }

        void end(Exit how) {
            exit = how;
            tell(to -> to.ended(launch, how));
        }

        int port() {
            return command().getFirst().equals("stray")
                    ? STRAY_PORT
                    : launch.ports().getOrDefault("http", 0);
        }

        List<String> lines() {
            return exit == null ? List.of("up") : exit.lastLines();
        }
    }

    synchronized void start(Launch launch) throws LaunchRefused {
        if (refusing != null) {
            throw refusing;
        }
        var instance = instances.computeIfAbsent(launch.instance(), id -> new FakeInstance(launch));
        for (var volume : launch.volumes()) {
            fill(launch.component(), volume, 0);
        }
        if (instance.starts == 0 || instance.exit != null) {
            started.add(launch.instance());
            instance.begin();
        }
    }

    /** A volume holds that much, if it held nothing before. */
    public synchronized void fill(ComponentRef component, Volume volume, long bytes) {
        volumes.merge(
                component + "/" + volume.name(),
                new VolumeState(component, volume, bytes, Path.of("/volumes/" + volume.name()), Instant.EPOCH),
                (before, now) -> bytes == 0 ? before : now);
    }

    /** Refuses every start from now on; null starts again. */
    public synchronized void refuse(@Nullable LaunchRefused why) {
        refusing = why;
    }

    /** An instance ends by itself. */
    public synchronized void crash(String instance, int code, String... lines) {
        of(instance).end(new Exit(code, null, List.of(lines)));
    }

    /** An instance is ended for what it used. */
    public synchronized void exceed(String instance, Overuse overuse) {
        of(instance).end(new Exit(null, overuse.sentence(), overuse, List.of()));
    }

    /** An instance answers no probe any more, or does again. */
    public synchronized void deafen(String instance, boolean deaf) {
        of(instance).deaf = deaf;
    }

    /** What an instance was launched with. */
    public synchronized Launch launch(String instance) {
        return of(instance).launch;
    }

    /** The ids of the instances that run, oldest first. */
    public synchronized List<String> running() {
        return instances.values().stream()
                .filter(one -> one.exit == null)
                .map(one -> one.launch.instance())
                .toList();
    }

    /** The ids of the instances that were not removed. */
    public synchronized List<String> known() {
        return List.copyOf(instances.keySet());
    }

    /** Every start there ever was, by instance. */
    public synchronized List<String> started() {
        return List.copyOf(started);
    }

    FakeInstance of(String instance) {
        return Objects.requireNonNull(instances.get(instance), instance);
    }

    private void tell(Consumer<WorkloadRuntime.Listener> what) {
        if (listener != null) {
            what.accept(listener);
        }
    }
}
