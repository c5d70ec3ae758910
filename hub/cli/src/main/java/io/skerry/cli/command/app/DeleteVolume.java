package io.skerry.cli.command.app;

import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Confirmation;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volumes delete}: a kept volume's data, for ever. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Delete a volume that no component wants any more, with its data, in one data center or in all.")
public final class DeleteVolume implements Callable<Integer> {

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
            required = true,
            description = "Whose it was.")
    private String component = "";

    @Option(names = "--dc", paramLabel = "NAME", description = "Only in this data center.")
    private String dataCenter = "";

    @Parameters(paramLabel = "VOLUME", description = "Which.")
    private String name = "";

    /** The word, for that session. */
    public DeleteVolume(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var kept = new KeptVolumes(hub, app.tenant(), app.application());
        var found = kept.find(volume -> Json.text(volume, "component").equals(component)
                && Json.text(volume, "name").equals(name)
                && (dataCenter.isEmpty() || Json.text(volume, "dataCenter").equals(dataCenter)));
        if (found.isEmpty()) {
            throw CliFault.usage("there is no such volume", "See: skerry volumes");
        }
        confirmation.require(
                session.console(), "Delete " + KeptVolumes.words(found) + " with all data? Nothing brings them back.");
        var ends = kept.delete(found, new Ending(session, hub, wait));
        if (hubOptions.json()) {
            session.printJson(ends.size() == 1 ? ends.path(0) : ends);
        }
        return 0;
    }
}
