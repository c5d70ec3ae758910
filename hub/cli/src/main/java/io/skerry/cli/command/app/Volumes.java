package io.skerry.cli.command.app;

import static io.skerry.cli.output.Table.cell;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Figures;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code volumes}: what a tenant has in data centers that outlives its instances. */
@Command(
        name = "volumes",
        mixinStandardHelpOptions = true,
        description = {
            "Show a tenant's volumes: where they are, how large, and whose.",
            "One whose component is gone is kept until somebody deletes it; a component of the same name finds it again."
        })
public final class Volumes implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    // Not required, or its words below would want it twice.
    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            description = "Whose (SKERRY_TENANT).",
            defaultValue = "${env:SKERRY_TENANT}")
    private @Nullable String tenant;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Only those of this application, which may be gone.")
    private String application = "";

    /** The word, for that session. */
    public Volumes(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (tenant == null) {
            throw CliFault.usage("whose volumes is not said", "Say --tenant, or set SKERRY_TENANT.");
        }
        var hub = session.hub(hubOptions);
        var answer = hub.get(Paths.volumes(tenant, application)).body();
        if (hubOptions.json()) {
            session.printJson(answer);
            return 0;
        }
        var now = session.console().clock().instant();
        var table = Table.of("APP", "COMPONENT", "VOLUME", "DATA CENTER", "TYPE", "USED", "SIZE", "AGE", "USE", "SEEN");
        for (var volume : answer.path("items").values()) {
            table.row(
                    cell(Json.text(volume, "application")),
                    cell(Json.text(volume, "component")),
                    cell(Json.text(volume, "name")),
                    cell(Json.text(volume, "dataCenter")),
                    cell(Json.text(volume, "type")),
                    cell(bytes(volume, "bytes")),
                    cell(bytes(volume, "size")),
                    cell(since(volume, "madeAt", now)),
                    cell(volume.hasNonNull("keptSince") ? "kept since " + since(volume, "keptSince", now) : "in use"),
                    cell(since(volume, "observedAt", now)));
        }
        if (table.isEmpty()) {
            session.console().err().println("No volume.");
        } else {
            table.print(session.console());
        }
        return 0;
    }

    private static String bytes(JsonNode volume, String field) {
        return volume.hasNonNull(field) ? Figures.bytes(volume.path(field).asLong()) : "";
    }

    private static String since(JsonNode volume, String field, Instant now) {
        return Age.since(Age.parse(Json.text(volume, field)), now);
    }
}
