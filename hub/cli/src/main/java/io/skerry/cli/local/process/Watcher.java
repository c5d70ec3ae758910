package io.skerry.cli.local.process;

import io.skerry.cli.fault.CliFault;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Starts again what ends, as recorded, after a pause that grows while it keeps ending. */
public final class Watcher {

    private static final Duration LOOK = Duration.ofMillis(500);

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
        processes.recorded().forEach(r -> watched.put(r.launch().name(), new Watched(r, Watch.begin(clock.instant()))));
    }

    /** Looks until it is interrupted. */
    public void run() throws InterruptedException {
        while (true) {
            look();
            Thread.sleep(LOOK);
        }
    }

    /** Looks at every process once. */
    public void look() {
        watched.replaceAll((name, before) -> look(name, before));
    }

    private Watched look(String name, Watched before) {
        var now = clock.instant();
        var after = before.watch().look(before.record().identity().isAlive(), now);
        if (after instanceof Watch.Waiting waiting && before.watch() instanceof Watch.Running) {
            var seconds = Duration.between(now, waiting.until()).toSeconds();
            journal.accept(name + " ended; it is started again in " + seconds + " s");
        }
        if (!(after instanceof Watch.Due)) {
            return new Watched(before.record(), after);
        }
        try {
            var record = processes.start(before.record().launch());
            journal.accept(name + " started again, process " + record.identity().pid());
            return new Watched(record, after);
        } catch (CliFault e) {
            journal.accept(e.sentence());
            return new Watched(before.record(), after);
        }
    }

    private record Watched(LaunchRecord record, Watch watch) {}
}
