package io.skerry.cli.command.release;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.api.Uploads;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import io.skerry.cli.output.Work;
import io.skerry.cli.source.GivenSource;
import io.skerry.cli.source.PackedSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code deploy}: from source to URLs. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description = {
            "Build a source and run it in every data center, or in those named.",
            "The tenant, the application and the component are created if they are missing."
        })
public final class Deploy implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SOURCE",
            defaultValue = ".",
            description = "A folder, an archive, a git repository's address with #branch, or a Subversion one"
                    + " (svn://…, svn+https://…) with #revision; this folder if absent.")
    private String source = ".";

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            description = "Which component; web if absent.")
    private @Nullable String component;

    @Option(names = "--dc", split = ",", paramLabel = "NAME", description = "Only in these data centers.")
    private List<String> dataCenters = List.of();

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "A variable of the component's environment; once for each.")
    private Map<String, String> env = new LinkedHashMap<>();

    @Option(names = "--port", paramLabel = "N", description = "The port it listens on, if its source does not say.")
    private @Nullable Integer port;

    @Option(names = "--path", paramLabel = "DIR", description = "The folder within the repository or archive.")
    private @Nullable String path;

    @Option(
            names = "--strict",
            negatable = true,
            description = "Whether to end a build when the version its source asks for is not installed, instead of"
                    + " building with the nearest one.")
    private @Nullable Boolean strict;

    /** The word, for that session. */
    public Deploy(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var given = GivenSource.of(source);
        new Urls(session, hub).print(app.path(), deploy(hub, given), hubOptions);
        return 0;
    }

    private JsonNode deploy(HubClient hub, GivenSource given) {
        try (var progress = Progress.on(session.console())) {
            createTenant(hub, progress);
            var body = Json.object();
            if (component != null) {
                body.put("component", component);
            }
            body.set("source", source(hub, given, progress));
            fill(body);
            var answer = hub.post(app.path() + ":deploy", body);
            try (var output = new BuildOutput(hub, app.path(), progress, session.console())) {
                return new Ending(session, hub, wait).of(answer, progress, output::look);
            }
        }
    }

    private void fill(ObjectNode body) {
        if (!dataCenters.isEmpty()) {
            dataCenters.forEach(body.putArray("dataCenters")::add);
        }
        if (!env.isEmpty()) {
            var list = body.putArray("env");
            env.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
        }
        if (port != null) {
            body.put("port", port);
        }
        if (strict != null) {
            body.putObject("build").put("strict", strict);
        }
    }

    private void createTenant(HubClient hub, Progress progress) {
        if (hub.find(Paths.tenant(app.tenant())).isEmpty()) {
            hub.post(Paths.TENANTS, Json.object().put("name", app.tenant()));
            progress.say("created tenant " + app.tenant());
        }
    }

    private JsonNode source(HubClient hub, GivenSource given, Progress progress) {
        var chosen = Json.object();
        switch (given) {
            case GivenSource.Git git -> {
                var node = chosen.putObject("git").put("url", git.url());
                if (git.ref() != null) {
                    node.put("ref", git.ref());
                }
                putPath(node);
            }
            case GivenSource.Svn svn -> {
                var node = chosen.putObject("svn").put("url", svn.url());
                if (svn.revision() != null) {
                    node.put("revision", svn.revision());
                }
                putPath(node);
            }
            case GivenSource.Folder folder -> putPath(upload(hub, PackedSource.of(folder), chosen, progress));
            case GivenSource.Archive archive -> putPath(upload(hub, PackedSource.of(archive), chosen, progress));
        }
        return chosen;
    }

    private void putPath(ObjectNode node) {
        if (path != null) {
            node.put("path", path);
        }
    }

    private ObjectNode upload(HubClient hub, PackedSource packed, ObjectNode chosen, Progress progress) {
        try (packed) {
            packed.warning().ifPresent(progress::say);
            new Work(progress, session.console().clock()).step("hub", "upload", "", () -> {
                new Uploads(hub, app.tenant()).send(packed.file(), packed.digest(), bytes -> {});
                return size(packed.packedBytes()) + (packed.count() == 0 ? "" : " in " + packed.count() + " files");
            });
            return chosen.putObject("upload").put("digest", packed.digest());
        }
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? Math.max(1, bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }
}
