package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.Workload;
import io.skerry.edge.runtime.WorkloadRuntime.Listener;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees instances begin and end, stops them, and tells the listener: of a beginning first, of its end after. */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    /** For what no file tells: a wrapper that was killed. */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(2);

    private final Layout layout;
    private final ProcessTable processes;
    private final Stopping stopping;
    private final Ending ending;
    private final LimitWatch limits;
    private final Map<String, Held> held;
    private final RunFolderWatch watch;
    private final Thread checks;
    private final Object telling = new Object();
    private @Nullable Listener listener;

    Supervision(Layout layout, ProcessTable processes, Confinement confinement, Ending ending, Map<String, Held> held)
            throws IOException {
        this.layout = layout;
        this.processes = processes;
        this.stopping = new Stopping(processes, this::group, layout::owner);
        this.ending = ending;
        this.held = held;
        this.limits = new LimitWatch(layout, processes, confinement, held, this::endOver, this::tellRemarked);
        this.watch = new RunFolderWatch(layout.runs(), this::written, this::check);
        this.checks = Thread.ofVirtual().name("runtime-checks").unstarted(this::checkNowAndThen);
    }

    /** Tells the listener from now on; returns what there is now. */
    List<Workload> begin(Listener told) {
        synchronized (telling) {
            listener = told;
            watch.start();
            checks.start();
            limits.start();
            return held.values().stream().map(Held::workload).toList();
        }
    }

    void close() {
        synchronized (telling) {
            listener = null;
        }
        watch.close();
        checks.interrupt();
        limits.close();
    }

    private Cgroup group(String instance) {
        var one = held.get(instance);
        return one == null ? new Cgroup(List.of()) : one.group();
    }

    /** It went over a limit: noted first, so that whoever finds it ended knows why. */
    private void endOver(Held one, Overuse overuse) {
        var id = one.launch().instance();
        if (!one.stops()) {
            return;
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.COMPONENT, one.launch().component())
                .addKeyValue(LogKeys.INSTANCE, id)
                .addKeyValue("used", overuse.used())
                .addKeyValue("limit", overuse.limit())
                .log("instance is ended: over its limit");
        inBackground("end-" + id, () -> {
            try {
                layout.keepOveruse(id, overuse);
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.INSTANCE, id)
                        .addKeyValue(LogKeys.ERROR, e)
                        .log("why the instance was ended cannot be noted");
            }
            var wrapper = Objects.requireNonNull(one.identity());
            if (overuse.of() == Overuse.Resource.PROCESSES) {
                stopping.killSession(id, wrapper);
            } else {
                stopping.kill(id, wrapper);
            }
            end(one, overuse.sentence());
        });
    }

    private void tellRemarked(Held one) {
        tell(to -> to.remarked(one.launch()));
    }

    void stop(String instance, Duration grace, String ifKilled) {
        var one = held.get(instance);
        if (one != null && one.stops()) {
            var wrapper = Objects.requireNonNull(one.identity());
            inBackground("stop-" + instance, () -> {
                var killed = stopping.stop(instance, wrapper, grace);
                end(one, killed ? ifKilled : null);
            });
        }
    }

    /** A wrapper wrote that it began, or how its instance ended. */
    private void written(String file) {
        var dot = file.lastIndexOf('.');
        var one = dot < 0 ? null : held.get(file.substring(0, dot));
        if (one != null) {
            look(one);
        }
    }

    private void check() {
        held.values().forEach(this::look);
    }

    private void look(Held one) {
        var id = one.launch().instance();
        try {
            var wrapper = Identity.read(layout.started(id)).filter(found -> found.run() == one.run());
            if (wrapper.isEmpty()) {
                return;
            }
            begin(one, wrapper.get());
            if (one.runs()) {
                lookForEnd(one, wrapper.get());
            } else if (one.over() && processes.alive(wrapper.get())) {
                // It began after its start was given up as failed.
                inBackground("end-" + id, () -> stopping.kill(id, wrapper.get()));
            }
        } catch (IOException | RuntimeException e) {
            // What is wrong with one must not end the watch over all.
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, id)
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("instance was not looked at");
        }
    }

    private void begin(Held one, Identity wrapper) {
        synchronized (telling) {
            if (one.begins(wrapper)) {
                tell(to -> to.started(one.launch()));
            }
        }
    }

    private void lookForEnd(Held one, Identity wrapper) throws IOException {
        var id = one.launch().instance();
        var ended = Identity.readEnd(layout.ended(id), one.run()).isPresent();
        if ((ended || !processes.alive(wrapper)) && one.stops()) {
            inBackground("end-" + id, () -> {
                // What the main process left behind goes with it.
                stopping.kill(id, wrapper);
                end(one, null);
            });
        }
    }

    private void end(Held one, @Nullable String reason) {
        var exit = exit(one, reason);
        synchronized (telling) {
            if (one.ends(exit)) {
                tell(to -> to.ended(one.launch(), exit));
            }
        }
    }

    private Exit exit(Held one, @Nullable String reason) {
        try {
            return ending.of(one.launch(), one.run(), one.group(), reason, "Its wrapper was killed.");
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, one.launch().instance())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("how the instance ended cannot be read");
            return new Exit(null, reason, List.of());
        }
    }

    private void tell(Consumer<Listener> what) {
        synchronized (telling) {
            if (listener != null) {
                what.accept(listener);
            }
        }
    }

    private void checkNowAndThen() {
        try {
            while (true) {
                Thread.sleep(CHECK_EVERY);
                check();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private static void inBackground(String name, Interruptible work) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                while (!done(name, work)) {
                    Thread.sleep(CHECK_EVERY);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Given up half-way, an instance would be stopping for ever: nobody else ends what is being ended. */
    private static boolean done(String name, Interruptible work) throws InterruptedException {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("task", name).addKeyValue(LogKeys.ERROR, e).log("not done; tried again");
            return false;
        }
    }

    @FunctionalInterface
    private interface Interruptible {
        void run() throws InterruptedException;
    }
}
