package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.machine.process.Signals;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Ends everything an instance runs: TERM, and KILL after the grace. Its wrapper is spared as long as it can write the exit code down. */
final class Stopping {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration KILL_AGAIN = Duration.ofMillis(10);
    private static final Duration WRAPPER_PATIENCE = Duration.ofSeconds(5);

    private final ProcessTable processes;

    private final Function<String, Cgroup> groups;
    private final Function<String, Owner> owners;

    /**
     * Ends instances as they are told.
     *
     * @param groups the control group of an instance's run
     * @param owners the user of an instance's run
     */
    Stopping(ProcessTable processes, Function<String, Cgroup> groups, Function<String, Owner> owners) {
        this.processes = processes;
        this.groups = groups;
        this.owners = owners;
    }

    /** Kills whatever runs of it and its wrapper with it, in one call, which not even what forks without end outruns. */
    void killSession(String instance, Identity wrapper) throws InterruptedException {
        if (processes.alive(wrapper)) {
            Signals.killGroup((int) wrapper.pid());
        }
        kill(instance, wrapper);
    }

    /** Returns once nothing of it runs; true if something had to be killed. Without a grace nothing is asked first. */
    boolean stop(String instance, Identity wrapper, Duration grace) throws InterruptedException {
        if (grace.isZero()) {
            kill(instance, wrapper);
            return true;
        }
        while (!signal(instance, wrapper, ProcessHandle::destroy) && processes.alive(wrapper)) {
            // Its wrapper has begun and has not come to the command yet.
            Thread.sleep(LOOK_AGAIN);
        }
        if (awaitGone(instance, wrapper, grace)) {
            return false;
        }
        kill(instance, wrapper);
        return true;
    }

    /** Kills whatever runs of it; returns once nothing does. */
    void kill(String instance, Identity wrapper) throws InterruptedException {
        groups.apply(instance).kill();
        var spareWrapperUntil = System.nanoTime() + WRAPPER_PATIENCE.toNanos();
        while (!gone(instance, wrapper)) {
            members(instance, wrapper).forEach(pid -> Signals.killProcess(pid.intValue()));
            if (System.nanoTime() > spareWrapperUntil && processes.alive(wrapper)) {
                ProcessHandle.of(wrapper.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(KILL_AGAIN);
        }
    }

    private boolean awaitGone(String instance, Identity wrapper, Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (!gone(instance, wrapper)) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    private boolean gone(String instance, Identity wrapper) {
        return !processes.alive(wrapper) && members(instance, wrapper).isEmpty();
    }

    private Set<Long> members(String instance, Identity wrapper) {
        var members = groups.apply(instance).processes();
        members.addAll(processes.members(instance, owners.apply(instance), wrapper));
        return members;
    }

    private boolean signal(String instance, Identity wrapper, Consumer<ProcessHandle> signal) {
        var members = members(instance, wrapper);
        members.forEach(pid -> ProcessHandle.of(pid).ifPresent(signal));
        return !members.isEmpty();
    }
}
