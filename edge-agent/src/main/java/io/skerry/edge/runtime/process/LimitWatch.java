package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.machine.process.ProcessUse;
import io.skerry.model.error.LogKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether an instance is over a limit, and now and then how much its folder holds. */
final class LimitWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LimitWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Walking through folders takes at most one part in so many of the time, but none waits for longer than this. */
    private static final int REST = 10;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /** No folder is walked for longer before the others have their turn. */
    private static final Duration TURN = Duration.ofMillis(500);

    private final Layout layout;
    private final ProcessTable processes;
    private final Confinement confinement;
    private final Map<String, Held> held;
    private final BiConsumer<Held, Overuse> over;
    private final Consumer<Held> remarked;
    private final Map<String, List<String>> remarks = new HashMap<>();
    private final DiskUse disk;
    private final Thread usage;
    private final Thread folders;

    /**
     * Watches once it is started.
     *
     * @param over told who is over which limit, again until it has ended
     * @param remarked told who has other remarks than before
     */
    LimitWatch(
            Layout layout,
            ProcessTable processes,
            Confinement confinement,
            Map<String, Held> held,
            BiConsumer<Held, Overuse> over,
            Consumer<Held> remarked) {
        this.layout = layout;
        this.processes = processes;
        this.confinement = confinement;
        this.held = held;
        this.over = over;
        this.remarked = remarked;
        this.disk = new DiskUse(one -> layout.home(one.launch().instance()), this::members, TURN);
        // Folders on a thread of the platform: file calls would hold a carrier of the others.
        this.usage = Thread.ofVirtual().name("limits").unstarted(() -> watch(this::lookAtUsages, 0));
        this.folders =
                Thread.ofPlatform().daemon().name("limits-disk").unstarted(() -> watch(this::lookAtFolders, REST));
    }

    void start() {
        usage.start();
        folders.start();
    }

    @Override
    public void close() {
        usage.interrupt();
        folders.interrupt();
    }

    private void watch(Consumer<List<Held>> look, int rest) {
        try {
            while (true) {
                var began = System.nanoTime();
                look.accept(held.values().stream().filter(Held::runs).toList());
                var took = Duration.ofNanos(System.nanoTime() - began).multipliedBy(rest);
                var pause = took.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : took;
                Thread.sleep(pause.compareTo(EVERY) > 0 ? pause : EVERY);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private static void safely(Held one, Consumer<Held> look) {
        try {
            look.accept(one);
        } catch (RuntimeException e) {
            // What is wrong with one must not end the watch over all.
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, one.launch().instance())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("an instance's limits were not looked at");
        }
    }

    private void lookAtUsages(List<Held> running) {
        running.forEach(one -> safely(one, this::lookAtUsage));
        remarks.keySet().retainAll(held.keySet());
    }

    private void lookAtUsage(Held one) {
        var launch = one.launch();
        confinement
                .overuse(launch.limits(), one.group(), () -> ProcessUse.of(members(one)))
                .ifPresent(overuse -> over.accept(one, overuse));
        var now = confinement.remarks(launch, one.group());
        var before = remarks.put(launch.instance(), now);
        if (!now.equals(before == null ? List.of() : before)) {
            remarked.accept(one);
        }
    }

    private Collection<Long> members(Held one) {
        var identity = one.identity();
        var id = one.launch().instance();
        return identity == null ? List.of() : processes.members(id, layout.owner(id), identity);
    }

    private void lookAtFolders(List<Held> running) {
        running.forEach(one -> safely(one, this::lookAtFolder));
        disk.keepOnly(running);
    }

    private void lookAtFolder(Held one) {
        var limit = one.launch().limits().disk();
        if (limit != null) {
            disk.look(one, limit).ifPresent(overuse -> over.accept(one, overuse));
        }
    }
}
