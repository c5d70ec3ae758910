package io.skerry.cli.command.release;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Changes;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import io.skerry.cli.source.Document;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code apply}: an application as a file describes it. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Make an application as a file says: its spec, components and routes, in one go and one release.",
            "The file: {\"tenant\": …, \"name\": …, \"application\": {\"spec\": …},",
            "  \"components\": [{\"name\": …, \"spec\": …}], \"routes\": [{\"name\": …, \"spec\": …}]}"
        })
public final class Apply implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "JSON or YAML; - is standard input, JSON.")
    private String file = "";

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = "${env:SKERRY_TENANT:-}",
            description = "Whose application, unless the file says.")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            defaultValue = "${env:SKERRY_APPLICATION:-}",
            description = "Which application, unless the file says.")
    private String application = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the release.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Change nothing; show what would change.")
    private boolean dryRun;

    /** The word, for that session. */
    public Apply(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var document = Document.read(file);
        var path = Paths.application(
                chosen("tenant", take(document, "tenant"), tenant), chosen("app", take(document, "name"), application));
        if (!document.has("release")) {
            document.put("release", "auto");
        }
        if (!reason.isEmpty()) {
            document.put("reason", reason);
        }
        var hub = session.hub(hubOptions);
        if (dryRun) {
            var changes = hub.post(path + ":apply?dryRun=true", document).body();
            new Changes(session.console()).print(changes, hubOptions.json());
            return 0;
        }
        var end = new Ending(session, hub, wait).of(hub.post(path + ":apply", document));
        new Urls(session, hub).print(path, end, hubOptions);
        return 0;
    }

    private static String take(ObjectNode document, String field) {
        var text = Json.text(document, field);
        document.remove(field);
        return text;
    }

    private static String chosen(String flag, String inFile, String onLine) {
        if (!inFile.isEmpty() && !onLine.isEmpty() && !inFile.equals(onLine)) {
            throw CliFault.usage(
                    "the file says " + inFile + " and --" + flag + " says " + onLine, "Leave one of them out.");
        }
        var text = inFile.isEmpty() ? onLine : inFile;
        if (text.isEmpty()) {
            throw CliFault.usage("neither the file nor --" + flag + " says which", "Add --" + flag + " NAME.");
        }
        return text;
    }
}
