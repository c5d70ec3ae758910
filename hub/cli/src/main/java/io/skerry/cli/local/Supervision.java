package io.skerry.cli.local;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.config.UserFolders;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.local.folder.FolderLock;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.process.Launch;
import io.skerry.cli.local.process.ProcessIdentity;
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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

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
    private final CountDownLatch idle = new CountDownLatch(1);

    /** Supervision of what is asked for. */
    public Supervision(UpRequest request, Map<String, String> environment, Clock clock) {
        this.request = request;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Brings everything up and leaves a process of its own behind that watches it.
     *
     * @param ready is told when everything is, before the password is forgotten
     * @throws CliFault CONFLICT if somebody supervises this folder already
     */
    public void detached(Work work, Consumer<UpReport> ready) throws IOException {
        Bringup bringup;
        UpReport report;
        try (var _ = FolderLock.take(request.folder(), Duration.ZERO)) {
            bringup = new Bringup(request, environment, work);
            report = bringup.run();
        }
        leaveSupervisor();
        ready.accept(report);
        bringup.forgetPassword();
    }

    /**
     * Brings everything up and watches it until this process is asked to end; then stops everything, unless a {@code down}
     * does. What was started stays if not all of it could be.
     */
    public void foreground(Work work, Consumer<UpReport> ready, Consumer<String> journal) throws IOException {
        var stop = stopAsked(Thread.currentThread(), journal);
        Runtime.getRuntime().addShutdownHook(stop);
        try (var _ = FolderLock.take(request.folder(), Duration.ZERO)) {
            var bringup = new Bringup(request, environment, work);
            ready.accept(bringup.run());
            bringup.forgetPassword();
            watch(request.folder(), clock, journal);
        } catch (CliFault e) {
            forget(stop);
            throw e;
        } finally {
            idle.countDown();
        }
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
        try (var _ = takeOver(folder)) {
            return new Takedown(folder, work).run();
        }
    }

    /** Takes the folder's lock from whoever supervises it; what that one watched goes on. */
    static FolderLock takeOver(LocalFolder folder) throws IOException {
        var supervisor = FolderLock.holder(folder);
        if (supervisor.isPresent()) {
            PrivateFiles.write(folder.handOver(), "");
            Signals.send(supervisor.get(), Signals.TERM);
        }
        var lock = FolderLock.take(folder, HAND_OVER);
        Files.deleteIfExists(folder.handOver());
        return lock;
    }

    /** Who watches what runs from that folder; nobody if empty. */
    public static Optional<Long> supervisor(LocalFolder folder) throws IOException {
        return FolderLock.holder(folder).map(ProcessIdentity::pid);
    }

    private static void watch(LocalFolder folder, Clock clock, Consumer<String> journal) {
        try {
            new Watcher(new Processes(folder.run()), clock, journal).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins when this process is asked to end; waits until nothing is started any longer. */
    private Thread stopAsked(Thread worker, Consumer<String> journal) {
        return new Thread(
                () -> {
                    if (Files.exists(request.folder().handOver())) {
                        return;
                    }
                    worker.interrupt();
                    try {
                        idle.await();
                        new Takedown(request.folder(), new Work(new LineProgress(journal), clock)).run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (CliFault e) {
                        journal.accept(e.sentence());
                    }
                },
                "stop");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is under way: this process was asked to end, which is what broke off the work.
        }
    }

    private void leaveSupervisor() {
        var cache = UserFolders.cache(environment);
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
        var supervisor = new Processes(folder.supervisor()).start(launch).identity();
        Patience.until(
                () -> isHeldBy(supervisor, folder),
                HAND_OVER,
                () -> CliFault.failed("no supervisor stays behind", "See " + folder.supervisor()));
    }

    private static boolean isHeldBy(ProcessIdentity supervisor, LocalFolder folder) {
        try {
            return FolderLock.holder(folder).filter(supervisor::equals).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
