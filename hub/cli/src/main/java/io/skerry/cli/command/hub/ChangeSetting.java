package io.skerry.cli.command.hub;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code setting set}: gives a setting new contents. They come from files, since arguments can be seen by everybody on a machine. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Change how the tools of builds reach registries, from the next build on.")
public final class ChangeSetting implements Callable<Integer> {

    private static final String CERTIFICATES = "certificates";
    private static final List<String> FILES =
            List.of(".npmrc", ".config/pip/pip.conf", ".gitconfig", ".m2/settings.xml", ".netrc");

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "build-tools",
            description = "Which setting; build-tools if absent.")
    private String name = "build-tools";

    @Option(names = "--npmrc", paramLabel = "FILE", description = "What npm reads: registry, scopes, tokens.")
    private @Nullable Path npmrc;

    @Option(names = "--pip-conf", paramLabel = "FILE", description = "What pip reads: index, extra indexes.")
    private @Nullable Path pipConf;

    @Option(names = "--gitconfig", paramLabel = "FILE", description = "What git reads when a tool calls it.")
    private @Nullable Path gitconfig;

    @Option(
            names = "--maven-settings",
            paramLabel = "FILE",
            description = "What Maven reads: mirrors, servers, proxies.")
    private @Nullable Path mavenSettings;

    @Option(
            names = "--netrc",
            paramLabel = "FILE",
            description = "Users and passwords by host, for Subversion and others.")
    private @Nullable Path netrc;

    @Option(
            names = "--certificates",
            paramLabel = "FILE",
            description = "Authorities (PEM) to trust besides those of the builders' machines.")
    private @Nullable Path certificates;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Variables, one NAME=VALUE a line: HTTPS_PROXY, NPM_TOKEN, …")
    private @Nullable Path variables;

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            description = "Take away a file (.npmrc), a variable or the certificates; once for each.")
    private List<String> removed = List.of();

    /** The word, for that session. */
    public ChangeSetting(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var patch = Json.object();
        var spec = patch.putObject("spec");
        file(spec, FILES.get(0), npmrc);
        file(spec, FILES.get(1), pipConf);
        file(spec, FILES.get(2), gitconfig);
        file(spec, FILES.get(3), mavenSettings);
        file(spec, FILES.get(4), netrc);
        if (certificates != null) {
            spec.putObject(CERTIFICATES).put("content", read(certificates));
        }
        if (variables != null) {
            read(variables).lines().forEach(line -> variable(spec, line));
        }
        if (spec.isEmpty() && removed.isEmpty()) {
            throw CliFault.usage("nothing to change is named", "See: skerry setting set --help");
        }
        var hub = session.hub(hubOptions);
        var path = Paths.setting(name);
        var before = hub.get(path);
        removed.forEach(gone -> remove(spec, before.body().path("spec"), gone));
        var changed = hub.patch(path, before.etag(), patch);
        if (hubOptions.json()) {
            session.printJson(changed.body());
        } else {
            session.console().err().println("Builds work by it from the next one on. See: skerry setting");
        }
        return 0;
    }

    private static void file(ObjectNode spec, String name, @Nullable Path file) {
        if (file != null) {
            spec.withObjectProperty("files").putObject(name).put("content", read(file));
        }
    }

    private static void variable(ObjectNode spec, String line) {
        var text = line.strip().replaceFirst("^export\\s+", "");
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        var equals = text.indexOf('=');
        if (equals < 1) {
            throw CliFault.usage("a line of the environment file is not NAME=VALUE", "Comments begin with #.");
        }
        spec.withObjectProperty("environment")
                .putObject(text.substring(0, equals).strip())
                .put("content", unquoted(text.substring(equals + 1).strip()));
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1
                && ((value.startsWith("\"") && value.endsWith("\"")) || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static void remove(ObjectNode spec, JsonNode before, String gone) {
        var field = gone.equals(CERTIFICATES) ? "" : FILES.contains(gone) ? "files" : "environment";
        if (!(field.isEmpty() ? before : before.path(field)).has(gone)) {
            throw CliFault.usage("'" + gone + "' is not held, so it cannot be removed", "See: skerry setting");
        }
        (field.isEmpty() ? spec : spec.withObjectProperty(field)).putNull(gone);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CliFault.usage(file + " cannot be read", "Name a text file that you may read.");
        }
    }
}
