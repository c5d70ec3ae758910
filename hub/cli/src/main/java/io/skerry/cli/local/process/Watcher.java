package io.skerry.cli.local.process;

import io.skerry.cli.fault.CliFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Starts again what ends, as recorded, after a pause that grows while it keeps ending; writes down how each process fares. */
public final class Watcher {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int SHOWN_LINES = 5;

    private final Processes processes;
    private final Clock clock;
    private final Consumer<String> journal;
    private final Map<String, Watched> watched = new LinkedHashMap<>();

    /**
     * Watches whatever is recorded now.
     *
     * @param journal is told one line per event
     */
    public Watcher(Processes processes, Clock clock, Consumer<String> journal) {
        this.processes = processes;
        this.clock = clock;
        this.journal = journal;
        processes.recorded().forEach(record -> {
            var name = record.launch().name();
            var state = processes.state(name);
            watched.put(name, new Watched(record, Watch.begin(clock.instant(), state.ends()), state));
        });
    }

    private record Watched(LaunchRecord record, Watch watch, WatchState state) {}

    /** Looks until it is interrupted. */
    public void run() throws InterruptedException {
        while (true) {
            look();
            Thread.sleep(LOOK);
        }
    }

    /** Looks at every process once. What goes wrong with one of them keeps nobody from looking at the others. */
    public void look() {
        watched.replaceAll((name, before) -> {
            try {
                return look(name, before);
            } catch (CliFault e) {
                journal.accept(e.sentence());
            } catch (RuntimeException e) {
                journal.accept(name + " could not be looked after: " + e);
            }
            return before;
        });
    }

    private Watched look(String name, Watched before) {
        var now = clock.instant();
        var after = before.watch().look(before.record().identity().isAlive(), now);
        return switch (after) {
            case Watch.Waiting waiting
            when !(before.watch() instanceof Watch.Waiting) -> ended(name, before, waiting, now);
            case Watch.Due due -> startAgain(name, before, due, now);
            case Watch.Running running
            when running.ends() == 0 && before.state().ends() > 0 ->
                kept(name, new Watched(before.record(), after, before.state().stable()));
            default -> new Watched(before.record(), after, before.state());
        };
    }

    private Watched ended(String name, Watched before, Watch.Waiting waiting, Instant now) {
        var exit = processes.exitOf(before.record());
        var state = before.state().ended(waiting.ends(), exit, now, waiting.until());
        var seconds = Duration.between(now, waiting.until()).toSeconds();
        journal.accept(name + " ended (" + exit + "); it is started again in " + seconds + " s");
        if (state.isCrashLoop()) {
            journal.accept(name + " ended " + state.ends() + " times in a row. It wrote last:");
            processes.lastLines(name, SHOWN_LINES).forEach(line -> journal.accept("| " + line));
        }
        return kept(name, new Watched(before.record(), waiting, state));
    }

    private Watched startAgain(String name, Watched before, Watch.Due due, Instant now) {
        try {
            var record = processes.start(before.record().launch());
            journal.accept(name + " started again, process " + record.identity().pid());
            return kept(name, new Watched(record, due, before.state().started()));
        } catch (CliFault e) {
            // As another end: the next try comes later still.
            journal.accept(e.sentence());
            var waiting = (Watch.Waiting) due.look(false, now);
            var state = before.state().ended(waiting.ends(), e.sentence(), now, waiting.until());
            return kept(name, new Watched(before.record(), waiting, state));
        }
    }

    private Watched kept(String name, Watched watched) {
        processes.keep(name, watched.state());
        return watched;
    }
}
