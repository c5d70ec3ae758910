package io.skerry.cli.command.app;

import io.skerry.cli.output.Age;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Figures;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Instances as {@code top} shows them: one line each, by their newest point. */
final class MeasuredInstances {

    /** By what they are sorted; the largest comes first, names in their order. */
    enum Order {
        CPU("cpu"),
        MEMORY("memory"),
        THREADS("threads"),
        FILES("descriptors"),
        RESTARTS("restarts"),
        DISK("disk"),
        NAME("");

        private final String field;

        Order(String field) {
            this.field = field;
        }

        private Comparator<JsonNode> comparator() {
            var names = Comparator.comparing(MeasuredInstances::name);
            return field.isEmpty()
                    ? names
                    : Comparator.comparingDouble((JsonNode series) ->
                                    -newest(series).path(field).asDouble(0))
                            .thenComparing(names);
        }
    }

    private final Instant now;
    private final Order order;
    private final List<JsonNode> instances = new ArrayList<>();

    MeasuredInstances(Instant now, Order order) {
        this.now = now;
        this.order = order;
    }

    void add(JsonNode series) {
        instances.add(series);
    }

    void print(Console console) {
        if (instances.isEmpty()) {
            return;
        }
        var table = Table.of(
                "TENANT",
                "APP",
                "INSTANCE",
                "DATA CENTER",
                "CPU",
                "MEMORY",
                "THREADS",
                "FILES",
                "RESTARTS",
                "DISK",
                "SEEN");
        instances.sort(order.comparator());
        for (var series : instances) {
            var point = newest(series);
            table.row(
                    Table.cell(Json.text(series, "tenant")),
                    Table.cell(Json.text(series, "application")),
                    Table.cell(Json.text(series, "instance")),
                    Table.cell(Json.text(series, "dataCenter")),
                    Table.cell(point.has("cpu") ? Figures.two(point.path("cpu").asDouble()) : "-"),
                    Table.cell(Figures.bytes(point.path("memory").asLong(0))),
                    Table.cell(point.path("threads").asInt(0)),
                    Table.cell(point.path("descriptors").asInt(0)),
                    Table.cell(point.path("restarts").asInt(0)),
                    Table.cell(Figures.bytes(point.path("disk").asLong(0))),
                    Table.cell(Age.since(Age.parse(Json.text(point, "at")), now)));
        }
        table.print(console);
    }

    private static String name(JsonNode series) {
        return Json.text(series, "tenant") + "/" + Json.text(series, "application") + "/"
                + Json.text(series, "instance") + "/" + Json.text(series, "dataCenter");
    }

    private static JsonNode newest(JsonNode series) {
        var points = series.path("points");
        return points.path(points.size() - 1);
    }
}
