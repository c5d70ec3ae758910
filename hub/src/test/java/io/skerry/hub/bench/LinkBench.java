package io.skerry.hub.bench;

import io.skerry.hub.bench.load.Tally;
import io.skerry.hub.lab.LinkCut;
import java.time.Duration;
import java.util.Map;

/** A data center is cut off while one object of it is edited again and again: by ended connections, then by silence. */
final class LinkBench {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Report report;
    private final LinkCut scene;
    private final Duration time;
    private final int edits;

    private LinkBench(Report report, LinkCut scene, Options options) {
        this.report = report;
        this.scene = scene;
        this.time = options.seconds("seconds");
        this.edits = options.number("edits");
    }

    /** Runs it; see {@code ./skerry bench link}. */
    public static void main(String[] words) throws Exception {
        var options = Options.read(words, Map.of("seconds", "120", "edits", "50"));
        var report = Report.begin("link", options);
        try (var folder = BenchFolder.make();
                var scene = new LinkCut(folder.path())) {
            var bench = new LinkBench(report, scene, options);
            bench.run("ended", scene::editCut);
            scene.reset();
            bench.run("silent", scene::editSilent);
        }
        System.exit(report.end());
    }

    private void run(String fault, Edit edit) throws Exception {
        var tally = new Tally();
        var asking = scene.ask(tally);
        var outcome = edit.edit(edits, time);
        asking.end();
        var applied = outcome.writes();
        report.say(
                "connections %s for %d s: %d edits, %d objects sent, written %s; settled %.1f s after the end; %d requests"
                        .formatted(
                                fault,
                                time.toSeconds(),
                                edits,
                                outcome.sent(),
                                applied,
                                outcome.settled().toMillis() / MILLIS_PER_SECOND,
                                tally.sent()));
        report.aim(
                applied.values().stream().allMatch(times -> times == 1),
                "each changed object was written once, the newest");
        report.aim(
                outcome.isCollapsed(),
                "objects sent ≤ 1.2 × changed: %d of %d".formatted(outcome.sent(), applied.size()));
        report.aim(tally.failed() == 0, "0 requests failed: " + tally.failed());
    }

    private interface Edit {
        LinkCut.Outcome edit(int edits, Duration time) throws Exception;
    }
}
