package io.skerry.cli.command.release;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code hooks}: addresses that git servers call after a push. */
@Command(
        name = "hooks",
        mixinStandardHelpOptions = true,
        description = {
            "Addresses that git servers call after a push, which then is deployed.",
            "'hooks list' shows each with the commit that runs and the newest that was pushed."
        })
public final class Hooks implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CliFault.usage("what to do with hooks is not said", "See: skerry hooks --help");
    }

    static String path(AppOptions app) {
        return app.path() + "/hooks";
    }

    static String shortened(String commit) {
        return commit.substring(0, Math.min(Listing.COMMIT_LENGTH, commit.length()));
    }

    /** {@code hooks list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Show the hooks of an application.")
    public static final class Listing implements Callable<Integer> {

        static final int COMMIT_LENGTH = 10;

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private AppOptions app = new AppOptions();

        /** The word, for that session. */
        public Listing(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var hooks = hub.list(path(app));
            if (hubOptions.json()) {
                var items = Json.array();
                items.addAll(hooks);
                session.printJson(Json.object().set("items", items));
                return 0;
            }
            var running = running(hub);
            var now = session.console().clock().instant();
            var table =
                    Table.of("HOOK", "PROVIDER", "COMPONENT", "FOLLOWS", "PATHS", "RUNS", "NEWEST", "PUSHED", "STATE");
            for (var hook : hooks) {
                var runs = running.getOrDefault(Json.text(hook, "component"), Set.of());
                var newest = hook.path("newest");
                var commit = Json.text(newest, "commit");
                table.row(
                        cell(Json.text(hook, "id")),
                        cell(Json.text(hook, "provider")),
                        cell(Json.text(hook, "component")),
                        cell(hook.has("ref") ? Json.text(hook, "ref") : "its source"),
                        cell(paths(hook)),
                        cell(String.join(
                                " ", runs.stream().map(Hooks::shortened).toList())),
                        cell(shortened(commit)),
                        cell(newest.has("at") ? Age.since(Age.parse(Json.text(newest, "at")), now) : ""),
                        state(
                                commit.isEmpty() || runs.isEmpty()
                                        ? "unknown"
                                        : runs.size() == 1 && runs.contains(commit) ? "current" : "behind"));
            }
            if (table.isEmpty()) {
                session.console().err().println("No hook yet. See: skerry hooks add --help");
            } else {
                table.print(session.console());
            }
            return 0;
        }

        /** Component → the commits of the releases of it that run somewhere. */
        private Map<String, Set<String>> running(HubClient hub) {
            var sources = new HashMap<Long, JsonNode>();
            hub.list(app.path() + "/releases")
                    .forEach(release -> sources.put(
                            Releases.number(release), release.path("spec").path("components")));
            var running = new HashMap<String, Set<String>>();
            for (var component : hub.list(app.path() + "/components")) {
                var name = Json.text(component, "name");
                component.path("status").path("dataCenters").values().forEach(site -> {
                    var release = sources.get(site.path("release").asLong(0));
                    var commit =
                            release == null ? "" : Json.text(release.path(name).path("source"), "commit");
                    if (!commit.isEmpty()) {
                        running.computeIfAbsent(name, _ -> new TreeSet<>()).add(commit);
                    }
                });
            }
            return running;
        }

        private static String paths(JsonNode hook) {
            var paths = new TreeSet<String>();
            hook.path("paths").values().forEach(path -> paths.add(path.asString("")));
            return String.join(" ", paths);
        }
    }
}
