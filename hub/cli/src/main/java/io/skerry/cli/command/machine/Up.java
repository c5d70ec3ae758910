package io.skerry.cli.command.machine;

import io.skerry.cli.command.Format;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.local.Supervision;
import io.skerry.cli.local.UpReport;
import io.skerry.cli.local.UpRequest;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Colour;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import io.skerry.cli.output.Work;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: Skerry on this machine. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start Skerry on this machine: the hub with its database, and an agent and a gateway for each data center.",
            "What survived an earlier start is kept. Ctrl-C stops everything, unless --detach."
        })
public final class Up implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Option(
            names = "--dc",
            split = ",",
            paramLabel = "NAME",
            description = "Data centers to run, besides those that are there; at the first start one called local.")
    private List<String> dataCenters = List.of();

    @Option(names = "--detach", description = "Return when everything is ready; a supervisor stays behind.")
    private boolean detach;

    @Option(names = "--port", paramLabel = "N", description = "The hub's port; 7080 at the first start.")
    private @Nullable Integer port;

    @Option(names = "--link-port", paramLabel = "N", description = "Where agents dial in; 7081 at the first start.")
    private @Nullable Integer linkPort;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print: table or json.")
    private Format format = Format.TABLE;

    /** The word, for that session. */
    public Up(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        dataCenters.forEach(Up::requireName);
        var request = new UpRequest(folder.folder(session), session.checkout(), dataCenters, port, linkPort);
        var console = session.console();
        var started = console.clock().instant();
        var supervision = new Supervision(request, session.environment(), console.clock());
        try (var progress = Progress.on(console)) {
            var work = new Work(progress, console.clock());
            if (detach) {
                supervision.detached(work, report -> print(report, started));
            } else {
                supervision.foreground(work, report -> print(report, started), progress::say);
            }
        }
        return 0;
    }

    private static void requireName(String name) {
        try {
            new DataCenterName(name);
        } catch (InvalidInput e) {
            throw CliFault.usage(String.valueOf(e.getMessage()), null);
        }
    }

    private void print(UpReport report, Instant started) {
        var took = Duration.between(started, session.console().clock().instant());
        if (format == Format.JSON) {
            session.printJson(json(report, took));
            return;
        }
        var console = session.console();
        console.out().println("Skerry is up after " + Age.took(took) + ".");
        console.out().println();
        line("hub", report.hub());
        report.gateways().forEach(gateway -> line(gateway.dataCenter(), gateway.url()));
        if (report.password() != null) {
            line("user", String.valueOf(report.user()));
            line("password", report.password() + console.paint(Colour.DIM, "   (shown this once)"));
        }
        console.out().println();
        console.out().println("Next: ./skerry deploy PATH --tenant acme --app shop");
        console.out().flush();
    }

    private void line(String name, String value) {
        session.console().out().println("  " + name + " ".repeat(Math.max(1, 12 - name.length())) + value);
    }

    private static tools.jackson.databind.JsonNode json(UpReport report, Duration took) {
        var tree = Json.object().put("hub", report.hub());
        var gateways = tree.putObject("gateways");
        report.gateways().forEach(gateway -> gateways.put(gateway.dataCenter(), gateway.url()));
        if (report.password() != null) {
            tree.put("user", report.user()).put("password", report.password());
        }
        return tree.put("tookMillis", took.toMillis());
    }
}
