package io.skerry.cli.command.release;

import static io.skerry.cli.output.Table.cell;

import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code releases}: who released what, why, from which commit, and where it runs. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        description = "Show an application's releases, newest first: who, what, which commit, where they run.")
public final class Releases implements Callable<Integer> {

    private static final int COMMIT_LENGTH = 10;

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    /** The word, for that session. */
    public Releases(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var releases = newestFirst(hub.list(app.path() + "/releases"));
        if (hubOptions.json()) {
            var items = Json.array();
            items.addAll(releases);
            session.printJson(Json.object().set("items", items));
            return 0;
        }
        var components = hub.list(app.path() + "/components");
        var now = session.console().clock().instant();
        var table = Table.of("RELEASE", "MADE", "BY", "WHY", "COMPONENTS", "COMMIT", "RUNS IN");
        for (var release : releases) {
            var spec = release.path("spec");
            table.row(
                    cell(number(release)),
                    cell(Age.since(Age.parse(Json.text(release, "createdAt")), now)),
                    cell(Json.text(spec, "by")),
                    cell(Json.text(spec, "reason")),
                    cell(String.join(" ", new TreeSet<>(spec.path("components").propertyNames()))),
                    cell(commits(spec)),
                    cell(runsIn(number(release), components)));
        }
        if (table.isEmpty()) {
            session.console().err().println("No release yet.");
        } else {
            table.print(session.console());
        }
        return 0;
    }

    static long number(JsonNode release) {
        return release.path("spec").path("number").asLong(0);
    }

    private static List<JsonNode> newestFirst(List<JsonNode> releases) {
        var sorted = new ArrayList<>(releases);
        sorted.sort((a, b) -> Long.compare(number(b), number(a)));
        return sorted;
    }

    private static String commits(JsonNode spec) {
        var found = new TreeSet<String>();
        for (var component : spec.path("components").values()) {
            var source = component.path("source");
            var commit = Json.text(source, "commit");
            if (!commit.isEmpty()) {
                var shown = commit.substring(0, Math.min(COMMIT_LENGTH, commit.length()));
                found.add(shown + " "
                        + Json.text(source, "message").lines().findFirst().orElse(""));
            }
        }
        return String.join("; ", found);
    }

    private static String runsIn(long release, List<JsonNode> components) {
        var sites = new TreeSet<String>();
        for (var component : components) {
            component.path("status").path("dataCenters").properties().forEach(site -> {
                if (site.getValue().path("release").asLong(0) == release) {
                    sites.add(site.getKey());
                }
            });
        }
        return String.join(" ", sites);
    }
}
