package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.dotenv.DotEnv;
import io.skerry.cli.output.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code env export}: a component's environment as a {@code .env} file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Print a component's own variables as a .env file that import takes again.")
public final class EnvExport implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            defaultValue = "web",
            description = "Which component; web if absent.")
    private String component = "web";

    /** The word, for that session. */
    public EnvExport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var path = Paths.component(app.tenant(), app.application(), component);
        var values = Json.object();
        var console = session.console();
        for (var variable : session.hub(hubOptions)
                .get(path)
                .body()
                .path("spec")
                .path("env")
                .values()) {
            var name = Json.text(variable, "name");
            if (variable.hasNonNull("value")) {
                values.put(name, Json.text(variable, "value"));
            } else {
                console.err().println(name + " is left out: its value is kept elsewhere.");
            }
        }
        if (hubOptions.json()) {
            session.printJson(values);
        } else {
            values.properties()
                    .forEach(value -> console.out()
                            .println(DotEnv.write(
                                    value.getKey(), value.getValue().asString(""))));
        }
        return 0;
    }
}
