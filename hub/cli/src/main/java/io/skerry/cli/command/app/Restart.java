package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code restart}: the same release with new instances. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "Replace the instances of components by new ones of the same release, a few at a time.")
public final class Restart implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Parameters(arity = "0..*", paramLabel = "COMPONENT", description = "Which; all of them if none is named.")
    private List<String> components = List.of();

    /** The word, for that session. */
    public Restart(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var names = components.isEmpty()
                ? hub.list(app.path() + "/components").stream()
                        .map(c -> Json.text(c, "name"))
                        .toList()
                : components;
        var ending = new Ending(session, hub, wait);
        var ends = Json.array();
        for (var name : names) {
            var path = Paths.component(app.tenant(), app.application(), name);
            ends.add(ending.of(hub.post(path + ":restart", Json.object())));
        }
        if (hubOptions.json()) {
            session.printJson(ends.size() == 1 ? ends.path(0) : ends);
        }
        return 0;
    }
}
