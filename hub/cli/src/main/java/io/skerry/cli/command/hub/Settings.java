package io.skerry.cli.command.hub;

import static io.skerry.cli.output.Table.cell;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code setting}: what the platform's settings hold; the contents themselves are never shown. */
@Command(
        name = "setting",
        mixinStandardHelpOptions = true,
        description = {
            "Settings of the platform: by which registries, proxies and certificates builds work.",
            "What they hold is written and never shown again; equal fingerprints are equal contents."
        })
public final class Settings implements Callable<Integer> {

    private static final int SHORT = 12;

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    /** The word, for that session; alone it shows all there is. */
    public Settings(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var items = session.hub(hubOptions).list(Paths.SETTINGS);
        if (hubOptions.json()) {
            var array = Json.array();
            array.addAll(items);
            session.printJson(Json.object().set("items", array));
            return 0;
        }
        var table = Table.of("SETTING", "HOLDS", "BYTES", "FINGERPRINT");
        for (var item : items) {
            var spec = item.path("spec");
            var name = Json.text(item, "name");
            spec.path("files").properties().forEach(file -> row(table, name, file.getKey(), file.getValue()));
            spec.path("environment").properties().forEach(value -> row(table, name, value.getKey(), value.getValue()));
            if (spec.has("certificates")) {
                row(table, name, "certificates", spec.path("certificates"));
            }
        }
        if (table.isEmpty()) {
            session.console()
                    .err()
                    .println("Nothing is set: tools of builds reach registries as they know by themselves."
                            + " See: skerry setting set --help");
        } else {
            table.print(session.console());
        }
        return 0;
    }

    private static void row(Table table, String setting, String name, JsonNode value) {
        var fingerprint = Json.text(value, "fingerprint");
        table.row(
                cell(setting),
                cell(name),
                cell(value.path("bytes").asLong(0)),
                cell(fingerprint.substring(0, Math.min(SHORT, fingerprint.length()))));
    }
}
