package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Changes;
import io.skerry.cli.command.Confirmation;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code delete}: an application or one of its components, everywhere. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Delete an application, or one component of it; ends when every data center has let go of it.")
public final class Delete implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            description = "Only this component.")
    private String component = "";

    @Option(
            names = "--delete-volumes",
            description = "Delete its volumes too, with their data. Without it they are kept: see skerry volumes.")
    private boolean deleteVolumes;

    @Option(names = "--dry-run", description = "Delete nothing; show what would go.")
    private boolean dryRun;

    /** The word, for that session. */
    public Delete(Session session) {
        this.session = session;
    }

    private boolean isOfWhatGoes(JsonNode volume) {
        return component.isEmpty() || Json.text(volume, "component").equals(component);
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var path = component.isEmpty() ? app.path() : Paths.component(app.tenant(), app.application(), component);
        var etag = hub.get(path).etag();
        if (dryRun) {
            new Changes(session.console())
                    .print(hub.delete(path + "?dryRun=true", etag).body(), hubOptions.json());
            return 0;
        }
        var what = component.isEmpty()
                ? "application " + app.application() + " of " + app.tenant() + " with all its components"
                : "component " + component + " of " + app.application();
        if (deleteVolumes && !wait.isWanted()) {
            throw CliFault.usage(
                    "volumes go after their component, so --delete-volumes has to wait for it",
                    "Leave --detach out, or delete them later: skerry volumes delete.");
        }
        var volumes = new KeptVolumes(hub, app.tenant(), app.application());
        var doomed = deleteVolumes ? volumes.find(this::isOfWhatGoes) : List.<JsonNode>of();
        confirmation.require(
                session.console(),
                "Delete " + what + " in every data center"
                        + (doomed.isEmpty() ? "" : ", and the data of " + KeptVolumes.words(doomed)) + "?");
        var ending = new Ending(session, hub, wait);
        var end = ending.of(hub.delete(path, etag));
        volumes.delete(doomed, ending);
        if (hubOptions.json()) {
            session.printJson(end);
        } else if (wait.isWanted()) {
            session.console().out().println("Deleted.");
        }
        return 0;
    }
}
