package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import java.time.Duration;
import java.util.function.Consumer;

/** Ends everything an instance runs: TERM, and KILL after the grace. Its wrapper is spared as long as it can write the exit code down. */
final class Stopping {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration WRAPPER_PATIENCE = Duration.ofSeconds(5);

    private final ProcessTable processes;

    Stopping(ProcessTable processes) {
        this.processes = processes;
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
        var spareWrapperUntil = System.nanoTime() + WRAPPER_PATIENCE.toNanos();
        while (!gone(instance, wrapper)) {
            signal(instance, wrapper, ProcessHandle::destroyForcibly);
            if (System.nanoTime() > spareWrapperUntil && processes.alive(wrapper)) {
                ProcessHandle.of(wrapper.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(LOOK_AGAIN);
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
        return !processes.alive(wrapper) && processes.members(instance, wrapper).isEmpty();
    }

    private boolean signal(String instance, Identity wrapper, Consumer<ProcessHandle> signal) {
        var members = processes.members(instance, wrapper);
        members.forEach(pid -> ProcessHandle.of(pid).ifPresent(signal));
        return !members.isEmpty();
    }
}
