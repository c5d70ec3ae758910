package io.skerry.hub.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.resource.Database;
import io.skerry.hub.simulation.VirtualDatabase;
import io.skerry.model.message.CommandResult;
import io.skerry.model.run.RunOrder;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the simulator takes for the table {@code command} answers as the statements do, whatever comes in whatever order. What time decides is
 * left out: the hub that runs here ends what is out of date too, and what was sent is made due again at once.
 */
class CommandTwinIT {

    private static final int STEPS = 400;
    private static final Duration LONG = Duration.ofHours(1);
    private static final List<String> SITES = List.of("east", "west");
    private static final List<String> IDS =
            IntStream.range(0, 12).mapToObj(number -> "c-" + number).toList();

    private final Simulation simulation = new Simulation(1);

    @Test
    void theTwinAnswersAsTheDatabaseDoes() {
        try (var hub = TestHub.start()) {
            var real = hub.bean(CommandRepository.class);
            var twin = twin();
            for (var step = 0; step < STEPS; step++) {
                var act = simulation.between(0, 6);
                var id = one(IDS);
                var dc = one(SITES);
                var terminal = simulation.chance(0.4);

                assertThat(does(twin, act, id, dc, terminal))
                        .as("step %d: %d %s %s", step, act, id, dc)
                        .isEqualTo(does(real, act, id, dc, terminal));
                twin.allDue();
                allDue(hub.bean(Database.class));
                assertThat(tells(twin))
                        .as("step %d: %d %s %s", step, act, id, dc)
                        .isEqualTo(tells(real));
            }
        }
    }

    private static void allDue(Database database) {
        database.platform(
                () -> database.sql().sql("update command set due = created").update());
    }

    private static Object does(CommandRepository rows, long act, String id, String dc, boolean terminal) {
        var result = new CommandResult(id, terminal, null, null);
        return switch ((int) act) {
            case 0 -> rows.insert(id, dc, null, type(id), "shop/web", "{}".getBytes(UTF_8), LONG);
            case 1 -> {
                if (terminal) {
                    rows.taken(id, dc);
                    yield true;
                }
                yield rows.sent(id, dc);
            }
            case 2 -> rows.answered(dc, result);
            case 3 -> rows.answeredIfPending(dc, new CommandResult(id, true, null, null));
            case 4 -> {
                rows.deliverAgain(dc, RunOrder.COMMAND);
                yield true;
            }
            case 5 -> rows.failed(id, dc);
            default -> {
                rows.forgetAnswered(terminal ? LONG : Duration.ofMillis(-1));
                yield true;
            }
        };
    }

    private static String type(String id) {
        return id.equals(IDS.getFirst()) ? RunOrder.COMMAND : "restart";
    }

    /** Everything that can be asked; in no order, since the twin's time stands still. */
    private static List<Object> tells(CommandRepository rows) {
        var pending = SITES.stream()
                .map(dc -> new TreeSet<>(
                        rows.pending(dc, 50).stream().map(PendingCommand::id).toList()))
                .toList();
        var answers = IDS.stream().map(rows::answer).toList();
        var runs = SITES.stream()
                .map(dc -> rows.perhapsTaken(dc, RunOrder.COMMAND))
                .toList();
        var places = IDS.stream().map(rows::dataCenterOf).toList();
        return List.of(pending, new TreeSet<>(rows.waiting(SITES)), runs, answers, places);
    }

    private InMemoryCommands twin() {
        var node = new Node(simulation, "hub");
        node.start(() -> {});
        var database = new VirtualDatabase(simulation);
        return new InMemoryCommands(database.of(node), database, database.table(), dc -> false);
    }

    private String one(List<String> some) {
        return some.get((int) simulation.between(0, some.size() - 1L));
    }
}
