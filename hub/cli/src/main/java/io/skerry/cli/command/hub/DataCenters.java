package io.skerry.cli.command.hub;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dc}: the data centers of a hub. */
@Command(
        name = "dc",
        mixinStandardHelpOptions = true,
        description = "Data centers: list them, add one, let one go on that was held back.")
public final class DataCenters implements Callable<Integer> {

    private final List list;

    /** The word; alone it lists. */
    public DataCenters(List list) {
        this.list = list;
    }

    @Override
    public Integer call() {
        return list.call();
    }

    /** {@code dc list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show every data center: whether it answers, what it holds, where its gateways listen.")
    public static final class List implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        /** The word, for that session. */
        public List(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var items = hub.list(Paths.DATA_CENTERS);
            if (hubOptions.json()) {
                var array = Json.array();
                array.addAll(items);
                session.printJson(Json.object().set("items", array));
                return 0;
            }
            var table = Table.of("DATA CENTER", "LINK", "COMMANDS", "SEEN", "AGENTS", "HEALTHY", "LIMITS", "GATEWAYS");
            items.forEach(item -> row(table, item));
            if (table.isEmpty()) {
                session.console()
                        .err()
                        .println("No data center yet: skerry dc add NAME, or ./skerry up --dc NAME for one on this"
                                + " machine.");
            } else {
                table.print(session.console());
                items.forEach(this::tellReview);
            }
            return 0;
        }

        private void row(Table table, JsonNode item) {
            var status = item.path("status");
            var link = status.path("link");
            var holds = status.path("holds");
            var gateways = new ArrayList<String>();
            status.path("gateways").values().forEach(url -> gateways.add(url.asString("")));
            table.row(
                    cell(Json.text(item, "name")),
                    state(known(Json.text(link, "state"))),
                    state(known(Json.text(status.path("commandPath"), "state"))),
                    cell(Age.since(
                            Age.parse(Json.text(link, "observedAt")),
                            session.console().clock().instant())),
                    cell(status.path("agents").size()),
                    cell(holds.path("healthy").asLong(0) + "/"
                            + holds.path("wanted").asLong(0)),
                    cell(limits(Json.text(status.path("machine"), "limits"))),
                    cell(String.join(" ", gateways)));
        }

        /** In one word what holds instances to their limits; all of it is in the JSON. */
        private static String limits(String said) {
            return said.isEmpty() ? "" : said.startsWith("none") ? "watched" : "cgroup " + said.split(" ", 2)[0];
        }

        /** One that waits for a person must not look like one that works. */
        private void tellReview(JsonNode item) {
            var review = item.path("status").path("review");
            if (review.isObject()) {
                var name = Json.text(item, "name");
                session.console()
                        .err()
                        .println(name + " is held back and receives nothing: " + Json.text(review, "what")
                                + " Look, then: skerry dc accept " + name);
            }
        }

        private static String known(String state) {
            return state.isEmpty() ? "never" : state;
        }
    }

    /** {@code dc add}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Make a data center known to the hub and print the one-use token its agent enrols with.",
                "For one on this machine there is: ./skerry up --dc NAME"
            })
    public static final class Add implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Parameters(paramLabel = "NAME", description = "What it is called.")
        private String name = "";

        @Option(names = "--region", paramLabel = "TEXT", description = "The region it lies in.")
        private String region = "";

        @Option(names = "--domain", paramLabel = "NAME", description = "Under which its default hosts lie.")
        private String domain = "";

        /** The word, for that session. */
        public Add(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var path = Paths.dataCenter(name);
            var body = Json.object().put("name", name);
            var spec = body.putObject("spec").put("runtime", "process");
            if (!region.isEmpty()) {
                spec.put("region", region);
            }
            if (!domain.isEmpty()) {
                spec.put("domain", domain);
            }
            hub.post(Paths.DATA_CENTERS, body);
            var enrolment = hub.post(path + ":enrol", Json.object()).body();
            if (hubOptions.json()) {
                session.printJson(enrolment);
                return 0;
            }
            var console = session.console();
            console.err()
                    .println("Data center " + name + " is known. Its agent dials " + Json.text(enrolment, "hubLink")
                            + " and enrols once with this token, within "
                            + enrolment.path("validMinutes").asString("a few") + " minutes:");
            console.out().println(Json.text(enrolment, "token"));
            return 0;
        }
    }
}
