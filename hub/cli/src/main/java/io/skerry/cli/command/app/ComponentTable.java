package io.skerry.cli.command.app;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.time.Instant;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Components as rows, one per data center; with instances, one per instance below. */
final class ComponentTable {

    private static final String NONE = "-";

    private final Instant now;
    private final boolean instances;
    private final Table table = Table.of(
            "TENANT", "APP", "COMPONENT", "DATA CENTER", "PHASE", "READY", "RELEASE", "SEEN", "ADDRESS OR CAUSE");

    ComponentTable(Instant now, boolean instances) {
        this.now = now;
        this.instances = instances;
    }

    void add(JsonNode component) {
        var sites = component.path("status").path("dataCenters");
        if (sites.isEmpty()) {
            row(component, NONE, component.path("status"));
        }
        sites.properties().forEach(site -> {
            row(component, site.getKey(), site.getValue());
            if (instances) {
                site.getValue().path("instances").values().forEach(this::instance);
            }
        });
    }

    /** A one-off command that is under way, by its operation. */
    void addRun(JsonNode operation) {
        var input = operation.path("spec").path("input");
        var words = new StringJoiner(" ");
        input.path("command").values().forEach(word -> words.add(word.asString("")));
        table.row(
                cell(Json.text(operation, "tenant")),
                cell(Json.text(input, "application")),
                cell(Json.text(input, "instance")),
                cell(Json.text(input, "dataCenter")),
                state(OperationFollower.state(operation.path("status"))),
                cell(NONE),
                cell(NONE),
                cell(Age.since(Age.parse(Json.text(operation, "createdAt")), now)),
                cell("run: " + words));
    }

    void print(Console console) {
        table.print(console);
    }

    private void row(JsonNode component, String site, JsonNode seen) {
        table.row(
                cell(Json.text(component, "tenant")),
                cell(Json.text(component, "application")),
                cell(Json.text(component, "name")),
                cell(site),
                state(or(Json.text(seen, "phase"), "pending")),
                cell(
                        seen.has("wanted")
                                ? seen.path("ready").asInt(0) + "/"
                                        + seen.path("wanted").asInt(0)
                                : NONE),
                cell(seen.has("release") ? seen.path("release").asString(NONE) : NONE),
                cell(Age.since(Age.parse(Json.text(seen, "observedAt")), now)),
                cell(lastWord(seen)));
    }

    private void instance(JsonNode instance) {
        table.row(
                cell(""),
                cell(""),
                cell("  " + Json.text(instance, "id")),
                cell(""),
                state(Json.text(instance, "phase")),
                cell(instance.path("ready").asBoolean(false) ? "yes" : "no"),
                cell(instance.path("release").asString(NONE)),
                cell(Age.since(Age.parse(Json.text(instance, "since")), now)),
                cell(lastWord(instance)));
    }

    /** Why it does not run, else where it answers. */
    private static String lastWord(JsonNode seen) {
        var cause = Json.text(seen.path("cause"), "message");
        if (!cause.isEmpty()) {
            return cause;
        }
        var restarts = seen.path("restarts").asInt(0);
        return restarts > 0 ? restarts + " restarts" : seen.path("urls").path(0).asString("");
    }

    private static String or(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
