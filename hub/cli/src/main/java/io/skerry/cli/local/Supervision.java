package io.skerry.cli.local;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.config.UserCache;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.local.folder.FolderLock;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.process.Launch;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.process.Signals;
import io.skerry.cli.local.process.Watcher;
import io.skerry.cli.local.program.Program;
import io.skerry.cli.local.program.Shelf;
import io.skerry.cli.local.program.StartCache;
import io.skerry.cli.output.LineProgress;
import io.skerry.cli.output.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One holder of the folder's lock at a time brings everything up, watches it, or takes it down. In the foreground that is
 * {@code up} itself; with {@code --detach} a process that stays behind. Whoever holds it may die: what was started lives
 * on and the next {@code up} takes it over.
 */
public final class Supervision {

    private static final String SUPERVISOR = "supervisor";
    private static final Duration HAND_OVER = Duration.ofSeconds(15);

    private final UpRequest request;
    private final Map<String, String> environment;
    private final Clock clock;
    private @Nullable FolderLock lock;

    /** Supervision of what is asked for. */
    public Supervision(UpRequest request, Map<String, String> environment, Clock clock) {
        this.request = request;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Brings everything up.
     *
     * @param detach whether a process of its own is to watch from then on
     * @param ready is told when everything is, before the password is forgotten
     * @throws CliFault CONFLICT if somebody supervises this folder already
     */
    public void bringUp(Work work, boolean detach, Consumer<UpReport> ready) throws IOException {
        lock = FolderLock.take(request.folder(), Duration.ZERO);
        var bringup = new Bringup(request, environment, work);
        var report = bringup.run();
        if (detach) {
            lock.close();
            leaveSupervisor();
        }
        ready.accept(report);
        bringup.forgetPassword();
    }

    /** Watches in the foreground until this process is asked to end, then stops everything, unless a {@code down} does. */
    public void watch(Consumer<String> journal) {
        var watcher = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfter(watcher, journal), "stop"));
        watch(request.folder(), clock, journal);
    }

    /** Watches until this process ends, and leaves everything running then. */
    public static void watchOnly(LocalFolder folder, Clock clock, Consumer<String> journal) throws IOException {
        try (var _ = FolderLock.take(folder, HAND_OVER)) {
            journal.accept("watching " + folder.root());
            watch(folder, clock, journal);
        }
    }

    /**
     * Stops everything that runs from that folder, first of all whoever supervises it.
     *
     * @return how many processes of the platform there were
     */
    public static int takeDown(LocalFolder folder, Work work) throws IOException {
        if (!Files.isDirectory(folder.root())) {
            return 0;
        }
        var supervisor = FolderLock.holder(folder);
        if (supervisor.isPresent()) {
            PrivateFiles.write(folder.handOver(), "");
            Signals.send(supervisor.get(), Signals.TERM);
        }
        try (var _ = FolderLock.take(folder, HAND_OVER)) {
            Files.deleteIfExists(folder.handOver());
            return new Takedown(folder, work).run();
        }
    }

    private static void watch(LocalFolder folder, Clock clock, Consumer<String> journal) {
        try {
            new Watcher(new Processes(folder.run()), clock, journal).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAfter(Thread watcher, Consumer<String> journal) {
        if (Files.exists(request.folder().handOver())) {
            return;
        }
        watcher.interrupt();
        try {
            watcher.join(HAND_OVER);
            new Takedown(request.folder(), new Work(new LineProgress(journal), clock)).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CliFault e) {
            journal.accept(e.sentence());
        }
    }

    private void leaveSupervisor() {
        var cache = UserCache.folder(environment);
        var shelved = new Shelf(cache.resolve("programs")).take(Program.SUPERVISOR, request.checkout());
        var folder = request.folder();
        var launch = new Launch(
                SUPERVISOR,
                shelved.command(
                        StartCache.NONE,
                        List.of("supervise", "--data", folder.root().toString())),
                Map.of(),
                null,
                Signals.TERM);
        // Recorded apart from what it watches.
        new Processes(folder.supervisor()).start(launch);
        Patience.until(
                () -> isHeld(folder),
                HAND_OVER,
                () -> CliFault.failed("no supervisor stays behind", "See " + folder.supervisor()));
    }

    private static boolean isHeld(LocalFolder folder) {
        try {
            return FolderLock.holder(folder).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
