package io.skerry.cli.command.app;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code scale}: how many instances. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description =
                "Set how many instances a component has in each data center, or in those named. Makes no release.")
public final class Scale implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Parameters(arity = "1..*", paramLabel = "COMPONENT=N", description = "How many of which.")
    private Map<String, Integer> counts = new LinkedHashMap<>();

    @Option(names = "--dc", split = ",", paramLabel = "NAME", description = "Only in these data centers.")
    private List<String> dataCenters = List.of();

    /** The word, for that session. */
    public Scale(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var results = Json.array();
        try (var progress = Progress.on(session.console())) {
            counts.forEach((component, count) -> results.add(scale(hub, component, count, progress)));
        }
        if (hubOptions.json()) {
            session.printJson(results.size() == 1 ? results.path(0) : results);
        }
        return 0;
    }

    private JsonNode scale(HubClient hub, String component, int count, Progress progress) {
        var path = Paths.component(app.tenant(), app.application(), component);
        var patch = Json.object();
        var replicas = patch.putObject("spec").putObject("replicas");
        if (dataCenters.isEmpty()) {
            replicas.put("default", count).putNull("dataCenters");
        } else {
            dataCenters.forEach(
                    name -> replicas.withObjectProperty("dataCenters").put(name, count));
        }
        var changed = hub.patch(path, hub.get(path).etag(), patch).body();
        return wait.isWanted()
                ? new ReadyWait(hub, session.console(), progress).until(path, count, dataCenters, wait.limit())
                : changed;
    }
}
