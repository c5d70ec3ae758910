package io.skerry.cli.command.release;

import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hooks add}: an address and its secret, which is shown this once. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Make an address for a git server to call, and a secret that it signs its calls with, shown once.",
            "Any other caller signs the time, a full stop and the body: X-Skerry-Timestamp and X-Skerry-Signature."
        })
public final class HookAdd implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Option(
            names = "--provider",
            required = true,
            paramLabel = "NAME",
            description = "Who calls: github, gitlab, gitea (Forgejo too) or generic.")
    private String provider = "";

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            description = "Which component; web if absent.")
    private @Nullable String component;

    @Option(
            names = "--ref",
            paramLabel = "PATTERN",
            description =
                    "Pushes to which branches count (main, release/*), or tags (tags/v*); what its source names if"
                            + " absent.")
    private @Nullable String ref;

    @Option(
            names = "--path",
            paramLabel = "PATTERN",
            description = "Only pushes that touch such a file (web/**); once for each.")
    private List<String> paths = List.of();

    /** The word, for that session. */
    public HookAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var body = Json.object().put("provider", provider);
        if (component != null) {
            body.put("component", component);
        }
        if (ref != null) {
            body.put("ref", ref);
        }
        if (!paths.isEmpty()) {
            paths.forEach(body.putArray("paths")::add);
        }
        var made = hub.post(Hooks.path(app), body).body();
        if (hubOptions.json()) {
            session.printJson(made);
            return 0;
        }
        var out = session.console().out();
        out.println("hook      " + Json.text(made, "id"));
        out.println("address   " + hub.url() + Json.text(made, "path"));
        out.println("secret    " + Json.text(made, "secret") + "   (shown this once)");
        session.console().err().println("Give address and secret to the git server, content type application/json.");
        return 0;
    }
}
