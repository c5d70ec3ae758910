package io.skerry.edge.runtime;

import io.skerry.model.name.ComponentRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Runs instances. They outlive this object and the process it lives in: closing it leaves them running, and the next one over the same
 * place finds them, with the ends that happened in between.
 *
 * <p>All methods may be called from any thread, for one instance by one thread at a time. Those that block say so.
 */
public interface WorkloadRuntime extends AutoCloseable {

    /**
     * Every instance that was launched and not removed, running or ended; whatever happens to them from then on is told to the listener.
     * Called once, before anything else.
     */
    List<Workload> adopt(Listener listener);

    /**
     * Makes an instance's process, or makes it again after its end; the instance keeps its folder. Blocks until the process was made;
     * the listener is told of that before it is told of its end. Nothing happens if it runs.
     *
     * @throws LaunchRefused if there is none; the cause says whose fault it is
     * @throws InterruptedException if the start was given up; nothing runs then
     */
    void start(Launch launch) throws LaunchRefused, InterruptedException;

    /**
     * TERM to everything the instance runs, KILL after the grace; its end is told to the listener. Returns at once; a repeated call
     * changes nothing, one for an instance that does not run neither.
     */
    void stop(String instance, Duration grace);

    /** Forgets an ended instance and deletes its folder; nothing happens if there is none. */
    void remove(String instance);

    /** The address at which an instance's ports are. */
    String host(String instance);

    /** The TCP ports that anything within the instance listens on; empty if it does not run. */
    Set<Integer> listening(String instance);

    /** The last lines the instance wrote, oldest first. */
    List<String> lastLines(String instance, int max);

    /**
     * Runs a command where the instance runs, as the instance's user and with its environment; blocks until its end.
     *
     * @return its exit code; 124 if it took longer than {@code timeout} and was killed, 127 if the instance is not there
     */
    int run(String instance, List<String> command, Duration timeout) throws InterruptedException;

    /** Every volume that is kept, in use or not; blocks while it looks, called by one thread at a time. */
    List<VolumeState> volumes();

    /**
     * Deletes a volume with its data; nothing happens if there is none. Blocks.
     *
     * @return false if an instance that was not removed uses it
     */
    boolean deleteVolume(ComponentRef component, String name);

    /** Sentences a user should read about how this runtime runs things here; empty if there is nothing unusual. */
    List<String> notes();

    /** How instances are held to their limits here, for people: {@code v1 (memory, cpu)}, or {@code none:} and why. */
    String limits();

    /** Sentences a user should read about one instance: a limit that is not held here, one that it runs against. */
    List<String> remarks(String instance);

    /** Lets go of everything but the instances. */
    @Override
    void close();

    /** Who is told what becomes of instances, on threads of the runtime's own; must not block. */
    interface Listener {
        /** Its process was made. */
        void started(Launch launch);

        /** Its process ended; called once for each {@link #started}. */
        void ended(Launch launch, Exit exit);

        /** There is something else to remark about it. */
        void remarked(Launch launch);
    }
}
