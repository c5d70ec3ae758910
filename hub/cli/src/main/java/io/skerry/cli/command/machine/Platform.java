package io.skerry.cli.command.machine;

import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.local.PlatformProcess;
import io.skerry.cli.local.Supervision;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code platform}: Skerry itself on this machine, in place of what it runs for tenants. */
@Command(name = "platform", mixinStandardHelpOptions = true, description = "Skerry's own processes on this machine.")
public final class Platform implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The word, for that session. */
    public Platform(Session session) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "platform wants another word: ps");
    }

    /** {@code platform ps}: which of them run, since when, and how they ended before. */
    @Command(
            name = "ps",
            mixinStandardHelpOptions = true,
            description = "Show hub, database, agents and gateways: state, process, time up, restarts, last exit.")
    public static final class Ps implements Callable<Integer> {

        private static final int SHOWN_LINES = 5;

        private final Session session;

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Mixin
        private HubOptions output = new HubOptions();

        /** The word, for that session. */
        public Ps(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws IOException {
            var where = folder.folder(session);
            var processes = PlatformProcess.all(where);
            var supervisor = Supervision.supervisor(where).orElse(null);
            if (output.json()) {
                var answer = Json.object();
                if (supervisor != null) {
                    answer.put("supervisor", supervisor);
                }
                processes.forEach(one -> answer.withArrayProperty("items").add(json(one)));
                session.printJson(answer);
                return 0;
            }
            show(processes);
            var err = session.console().err();
            if (processes.isEmpty()) {
                err.println("Nothing of Skerry runs from " + where.root() + ". Start it: ./skerry up");
            } else if (supervisor == null) {
                err.println("Nobody watches them: what ends stays ended. Go on with: ./skerry up --detach");
            }
            return 0;
        }

        private void show(List<PlatformProcess> processes) {
            if (processes.isEmpty()) {
                return;
            }
            var console = session.console();
            var now = console.clock().instant();
            var table = Table.of("PROCESS", "STATE", "PID", "UP", "RESTARTS", "LAST EXIT");
            for (var one : processes) {
                table.row(
                        Table.cell(one.name()),
                        Table.state(one.state()),
                        Table.cell(one.isAlive() ? one.pid() : "-"),
                        Table.cell(one.upFor() == null ? next(one, now) : Age.brief(one.upFor())),
                        Table.cell(one.watched().restarts()),
                        Table.cell(lastExit(one, now)));
            }
            table.print(console);
            processes.stream().filter(one -> one.watched().isCrashLoop()).forEach(one -> {
                console.err()
                        .println(one.name() + " ended " + one.watched().ends() + " times in a row. It wrote last:");
                one.lastLines(SHOWN_LINES).forEach(line -> console.err().println("| " + line));
            });
        }

        private static String next(PlatformProcess one, Instant now) {
            var next = one.watched().nextStart();
            return next == null ? "-" : "starts in " + Age.brief(Duration.between(now, next));
        }

        private static String lastExit(PlatformProcess one, Instant now) {
            var watched = one.watched();
            return watched.lastExit().isEmpty() ? "-" : watched.lastExit() + ", " + Age.since(watched.endedAt(), now);
        }

        private static JsonNode json(PlatformProcess one) {
            var watched = one.watched();
            var tree = Json.object();
            tree.put("name", one.name());
            tree.put("state", one.state());
            if (one.isAlive()) {
                tree.put("pid", one.pid());
            }
            if (one.upFor() != null) {
                tree.put("upSeconds", one.upFor().toSeconds());
            }
            tree.put("restarts", watched.restarts());
            tree.put("endsInARow", watched.ends());
            if (!watched.lastExit().isEmpty()) {
                tree.put("lastExit", watched.lastExit());
                tree.put("endedAt", String.valueOf(watched.endedAt()));
            }
            if (watched.nextStart() != null && !one.isAlive()) {
                tree.put("nextStart", watched.nextStart().toString());
            }
            return tree;
        }
    }
}
