package io.skerry.hub.bench;

import io.skerry.hub.lab.AgentKills;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An agent killed with -9 at random moments of deployments of three components, each time a new one. */
final class KillsBench {

    private static final Duration CONVERGED = Duration.ofSeconds(15);
    private static final double MILLIS_PER_SECOND = 1e3;

    private KillsBench() {}

    /** Runs it; see {@code ./skerry bench kills}. */
    public static void main(String[] words) throws Exception {
        var options = Options.read(words, Map.of("count", "50", "seed", "1"));
        var report = Report.begin("kills", options);
        try (var folder = BenchFolder.make();
                var kills = new AgentKills(folder.path())) {
            kills.deploy();
            var undisturbed = kills.deploy();
            report.say("an undisturbed deployment takes %.1f s; moments are spread over that"
                    .formatted(seconds(undisturbed)));
            var random = new Random(options.number("seed"));
            var outcomes = new ArrayList<AgentKills.Outcome>();
            for (var i = 0; i < options.number("count"); i++) {
                var outcome = kills.kill(Duration.ofMillis(random.nextLong(undisturbed.toMillis())));
                outcomes.add(outcome);
                report.say("%d: killed after %.1f s (%s), converged after %.1f s%s"
                        .formatted(
                                i + 1,
                                seconds(outcome.at()),
                                outcome.step(),
                                seconds(outcome.converged()),
                                outcome.faults().isEmpty() ? "" : ", " + outcome.faults()));
            }
            tell(report, outcomes, kills.started());
        }
        System.exit(report.end());
    }

    private static void tell(Report report, List<AgentKills.Outcome> outcomes, long started) {
        var times =
                outcomes.stream().map(AgentKills.Outcome::converged).sorted().toList();
        var faults =
                outcomes.stream().filter(outcome -> !outcome.faults().isEmpty()).count();
        report.say("%d instances were started in all; converged after %.1f s in the middle"
                .formatted(started, seconds(times.get(times.size() / 2))));
        report.aim(faults == 0, "0 kills left a duplicate, an orphan, or something that is not wanted: " + faults);
        report.aim(
                times.getLast().compareTo(CONVERGED) <= 0,
                "converged ≤ 15 s after the agent's start: %.1f s at most".formatted(seconds(times.getLast())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
