package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Workload;
import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.machine.cgroup.Cgroup;
import org.jspecify.annotations.Nullable;

/**
 * One instance as the runtime holds it; guarded by its own monitor, every call is short.
 *
 * <p>A run goes: making → running → (stopping) → ended.
 */
final class Held {

    private enum State {
        MAKING,
        RUNNING,
        STOPPING,
        ENDED
    }

    private final Launch launch;
    private final int run;
    private final Cgroup group;
    private State state;
    private @Nullable Identity identity;
    private @Nullable Exit exit;

    private Held(Launch launch, int run, Cgroup group, State state, @Nullable Identity identity, @Nullable Exit exit) {
        this.launch = launch;
        this.run = run;
        this.group = group;
        this.state = state;
        this.identity = identity;
        this.exit = exit;
    }

    static Held making(Launch launch, int run, Cgroup group) {
        return new Held(launch, run, group, State.MAKING, null, null);
    }

    static Held running(Launch launch, Identity identity, Cgroup group) {
        return new Held(launch, identity.run(), group, State.RUNNING, identity, null);
    }

    static Held ended(Launch launch, int run, Cgroup group, Exit exit) {
        return new Held(launch, run, group, State.ENDED, null, exit);
    }

    Launch launch() {
        return launch;
    }

    int run() {
        return run;
    }

    /** The control group of this run. */
    Cgroup group() {
        return group;
    }

    synchronized @Nullable Identity identity() {
        return identity;
    }

    synchronized boolean runs() {
        return state == State.RUNNING || state == State.STOPPING;
    }

    synchronized boolean over() {
        return state == State.ENDED;
    }

    synchronized Workload workload() {
        return new Workload(launch, run, exit);
    }

    /** Its wrapper said who it is; false if it had said so before. */
    synchronized boolean begins(Identity wrapper) {
        if (state != State.MAKING || wrapper.run() != run) {
            return false;
        }
        identity = wrapper;
        state = State.RUNNING;
        notifyAll();
        return true;
    }

    /** Waits until the wrapper said who it is; false if it did not in time. */
    synchronized boolean awaitBegun(long millis) throws InterruptedException {
        var until = System.nanoTime() + millis * 1_000_000;
        while (state == State.MAKING) {
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Somebody wants it stopped; true for the first to say so while it runs. */
    synchronized boolean stops() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.STOPPING;
        return true;
    }

    /** Nothing of it runs any more; false if that was known. */
    synchronized boolean ends(Exit how) {
        if (state == State.ENDED) {
            return false;
        }
        state = State.ENDED;
        exit = how;
        notifyAll();
        return true;
    }
}
