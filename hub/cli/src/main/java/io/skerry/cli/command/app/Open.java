package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code open}: where an application answers. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = "Print a component's addresses; on a desktop, open the first in a browser.")
public final class Open implements Callable<Integer> {

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

    @Option(names = "--dc", paramLabel = "NAME", description = "Only in this data center.")
    private String dataCenter = "";

    @Option(names = "--print", description = "Open nothing.")
    private boolean printOnly;

    /** The word, for that session. */
    public Open(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var path = Paths.component(app.tenant(), app.application(), component);
        var urls = new ArrayList<String>();
        session.hub(hubOptions)
                .get(path)
                .body()
                .path("status")
                .path("dataCenters")
                .properties()
                .forEach(site -> {
                    if (dataCenter.isEmpty() || dataCenter.equals(site.getKey())) {
                        site.getValue().path("urls").values().forEach(url -> urls.add(url.asString("")));
                    }
                });
        if (urls.isEmpty()) {
            throw new CliFault(
                    ExitCode.NOT_FOUND,
                    component + " has no address",
                    "It has none until it runs, and needs a port with exposure public. See: skerry ps");
        }
        if (hubOptions.json()) {
            var list = Json.array();
            urls.forEach(list::add);
            session.printJson(list);
        } else {
            urls.forEach(session.console().out()::println);
        }
        if (!printOnly && session.environment().containsKey("DISPLAY")) {
            openInBrowser(urls.getFirst());
        }
        return 0;
    }

    private void openInBrowser(String url) {
        try {
            new ProcessBuilder("xdg-open", url).start();
        } catch (IOException e) {
            session.console().err().println("no browser was opened: xdg-open is missing");
        }
    }
}
