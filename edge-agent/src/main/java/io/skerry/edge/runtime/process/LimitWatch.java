package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.machine.disk.FolderSize;
import io.skerry.machine.process.ProcessUse;
import io.skerry.model.error.LogKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether an instance is over a limit, and now and then how much its folder holds. */
final class LimitWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LimitWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Walking through folders takes at most one part in so many of the time. */
    private static final int REST = 10;

    private final Layout layout;
    private final ProcessTable processes;
    private final Confinement confinement;
    private final Map<String, Held> held;
    private final BiConsumer<Held, Overuse> over;
    private final Consumer<Held> remarked;
    private final Map<String, List<String>> remarks = new HashMap<>();
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
        // Folders on a thread of the platform: file calls would hold a carrier of the others.
        this.usage = Thread.ofVirtual().name("limits").unstarted(() -> watch(this::lookAtUsage, 0));
        this.folders =
                Thread.ofPlatform().daemon().name("limits-disk").unstarted(() -> watch(this::lookAtFolder, REST));
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

    private void watch(Consumer<Held> look, int rest) {
        try {
            while (true) {
                var began = System.nanoTime();
                held.values().stream().filter(Held::runs).forEach(one -> safely(one, look));
                var took = Duration.ofNanos(System.nanoTime() - began).multipliedBy(rest);
                Thread.sleep(took.compareTo(EVERY) > 0 ? took : EVERY);
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

    private void lookAtUsage(Held one) {
        var launch = one.launch();
        var identity = one.identity();
        if (identity == null) {
            return;
        }
        confinement
                .overuse(
                        launch.limits(),
                        one.group(),
                        () -> ProcessUse.of(processes.members(launch.instance(), identity)))
                .ifPresent(overuse -> over.accept(one, overuse));
        var now = confinement.remarks(launch, one.group());
        var before = remarks.put(launch.instance(), now);
        if (!now.equals(before == null ? List.of() : before)) {
            remarked.accept(one);
        }
        remarks.keySet().retainAll(held.keySet());
    }

    private void lookAtFolder(Held one) {
        var limit = one.launch().limits().disk();
        if (limit != null) {
            diskOveruse(one, limit).ifPresent(overuse -> over.accept(one, overuse));
        }
    }

    private Optional<Overuse> diskOveruse(Held one, long limit) {
        var home = layout.home(one.launch().instance());
        var size = FolderSize.of(home);
        if (size.bytes() <= limit) {
            return Optional.empty();
        }
        var largest = size.largest() == null
                ? null
                : home.relativize(size.largest()) + " with " + Overuse.mebibytes(size.largestBytes());
        return Optional.of(new Overuse(Overuse.Resource.DISK, size.bytes(), limit, largest));
    }
}
