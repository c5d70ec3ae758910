package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Changes;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.dotenv.DotEnv;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code env import}: a component's environment from a {@code .env} file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Set what a .env file sets, in one release; nothing is set if a line of it is wrong.")
public final class EnvImport implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            defaultValue = "web",
            description = "Which component; web if absent.")
    private String component = "web";

    @Option(names = "--replace", description = "Remove what the file does not name.")
    private boolean replace;

    @Option(names = "--dry-run", description = "Change nothing; show what would change.")
    private boolean dryRun;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = "";

    /** The word, for that session. */
    public EnvImport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var values = DotEnv.read(file.equals(STANDARD_INPUT) ? "standard input" : file, text());
        var hub = session.hub(hubOptions);
        var path = Paths.component(app.tenant(), app.application(), component);
        var before = hub.get(path);
        var patch = EnvChange.patch(values, unset(before.body(), values));
        if (dryRun) {
            var would = hub.patch(path + "?dryRun=true", before.etag(), patch);
            new Changes(session.console()).print(would.body(), hubOptions.json());
            return 0;
        }
        var end = new EnvChange(session, hub, app.path(), path).make(before.etag(), patch, wait);
        if (hubOptions.json()) {
            session.printJson(end);
        } else {
            session.console()
                    .out()
                    .println(values.size() + (values.size() == 1 ? " variable" : " variables") + " set.");
        }
        return 0;
    }

    private List<String> unset(JsonNode component, Map<String, String> values) {
        return !replace
                ? List.of()
                : component.path("spec").path("env").values().stream()
                        .map(variable -> Json.text(variable, "name"))
                        .filter(name -> !values.containsKey(name))
                        .toList();
    }

    private String text() {
        try {
            var bytes = file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw CliFault.usage("there is no file " + file, null);
        } catch (CharacterCodingException e) {
            throw CliFault.usage(file + " is no UTF-8 text", null);
        } catch (IOException e) {
            throw CliFault.failed(file + " cannot be read: " + e.getMessage(), null);
        }
    }
}
