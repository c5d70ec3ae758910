package io.skerry.cli.command.app;

import io.skerry.cli.output.Age;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Figures;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Routes as {@code top} shows them, the busiest first; one that was not asked for has no line. */
final class MeasuredRoutes {

    private final Instant now;
    private final double seconds;
    private final List<JsonNode> routes = new ArrayList<>();

    MeasuredRoutes(Instant now, Duration window) {
        this.now = now;
        this.seconds = window.toSeconds();
    }

    void add(JsonNode series) {
        routes.add(series);
    }

    void print(Console console) {
        if (routes.isEmpty()) {
            return;
        }
        var table = Table.of(
                "TENANT",
                "APP",
                "ROUTE",
                "DATA CENTER",
                "REQ/S",
                "4XX",
                "5XX",
                "P50",
                "P95",
                "P99",
                "IN/S",
                "OUT/S",
                "OPEN",
                "SEEN");
        routes.sort(Comparator.comparingLong((JsonNode series) -> -count(series, "requests"))
                .thenComparing(series -> Json.text(series, "route")));
        for (var series : routes) {
            var point = newest(series);
            table.row(
                    Table.cell(Json.text(series, "tenant")),
                    Table.cell(Json.text(series, "application")),
                    Table.cell(Json.text(series, "route")),
                    Table.cell(Json.text(series, "dataCenter")),
                    Table.cell(Figures.two(count(series, "requests") / seconds)),
                    Table.cell(count(series, "clientErrors")),
                    Table.cell(count(series, "serverErrors")),
                    Table.cell(millis(point, "p50")),
                    Table.cell(millis(point, "p95")),
                    Table.cell(millis(point, "p99")),
                    Table.cell(Figures.bytes(Math.round(count(series, "received") / seconds))),
                    Table.cell(Figures.bytes(Math.round(count(series, "sent") / seconds))),
                    Table.cell(point.path("open").asInt(0)),
                    Table.cell(Age.since(Age.parse(Json.text(point, "at")), now)));
        }
        table.print(console);
    }

    private static String millis(JsonNode point, String field) {
        return point.has(field) ? Figures.millis(point.path(field).asDouble()) : "-";
    }

    private static long count(JsonNode series, String field) {
        long sum = 0;
        for (var point : series.path("points")) {
            sum += point.path(field).asLong(0);
        }
        return sum;
    }

    private static JsonNode newest(JsonNode series) {
        var points = series.path("points");
        return points.path(points.size() - 1);
    }
}
