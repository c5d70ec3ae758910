package io.skerry.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.sync.SiteMemory;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Unsupported;
import io.skerry.store.Compare;
import io.skerry.store.value.Values;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CommandDeskTests {

    private static final Epoch EPOCH = new Epoch("inc", 1);

    private final InMemoryEdgeStore store = new InMemoryEdgeStore();
    private final SiteMemory memory = new SiteMemory(store);
    private final Compare session = memory.enter(EPOCH).orElseThrow();
    private final CommandDesk desk = new CommandDesk(store, Set.of("worker", "builder"));

    @Test
    void handsABuildToTheBuilder() {
        assertThat(desk.take(command("b-1", "build.start", "b-1"), session)).isEqualTo(new Accepted());

        assertThat(store.get("order/build/b-1").value()).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void handsARestartToTheWorker() {
        desk.take(command("r-1", "restart", "acme/shop/web"), session);

        assertThat(store.get("order/restart/r-1")).isNotNull();
    }

    @Test
    void handsAOneOffCommandAndItsCancelToTheWorker() {
        desk.take(command("op-1", "run.start", "web"), session);
        desk.take(command("op-1-cancel", "run.cancel", "op-1"), session);

        assertThat(store.get("order/run/op-1")).isNotNull();
        assertThat(store.get("order/run-cancel/op-1")).isNotNull();
        assertThat(store.get("answer/op-1-cancel")).isNotNull();
    }

    @Test
    void doesNothingWhenAnOrderComesAgain() {
        desk.take(command("b-1", "build.start", "b-1"), session);
        var before = store.revision();

        assertThat(desk.take(command("b-1", "build.start", "b-1"), session)).isEqualTo(new Accepted());

        assertThat(store.revision()).isEqualTo(before);
    }

    @Test
    @Tag("F03")
    void takesOnceWhatComesUpToFiveTimesAtOnceAndAnswersTheSame() throws Exception {
        var writes = writesOfTwoHundredDeliveredUpToFiveTimes(desk::take);

        assertThat(store.list("order/build/").entries()).hasSize(200);
        assertThat(writes).isEqualTo(200);
    }

    /** The control: a desk that does not look what is there before it writes. */
    @Test
    @Tag("F03")
    void withoutItsMemoryADeskDoesAgainWhatComesAgain() throws Exception {
        var writes = writesOfTwoHundredDeliveredUpToFiveTimes((command, session) -> {
            store.put(EdgeKey.order("build", command.id()), command.body());
            return new Accepted();
        });

        assertThat(writes).isGreaterThan(200);
    }

    private long writesOfTwoHundredDeliveredUpToFiveTimes(BiFunction<Command, Compare, Message> taker)
            throws Exception {
        var random = new Random(3);
        var deliveries = new ArrayList<Callable<Message>>();
        for (var number = 0; number < 200; number++) {
            var id = "b-" + number;
            for (var time = random.nextInt(5); time >= 0; time--) {
                deliveries.add(() -> taker.apply(command(id, "build.start", id), session));
            }
        }
        Collections.shuffle(deliveries, random);
        var before = store.revision();
        try (var hands = Executors.newFixedThreadPool(8)) {
            for (var reply : hands.invokeAll(deliveries)) {
                assertThat(reply.get()).isEqualTo(new Accepted());
            }
        }
        return store.revision() - before;
    }

    @Test
    @Tag("F03")
    void acceptsAgainWhatWasTakenInTimeAndComesOnceMoreTooLate() {
        desk.take(command("b-1", "build.start", "b-1"), session);

        assertThat(desk.take(new Command(EPOCH, "b-1", "build.start", "b-1", 0, new byte[0]), session))
                .isEqualTo(new Accepted());
    }

    @Test
    void doesNotDoAgainWhatWasAnswered() {
        store.put("answer/b-1", Values.write(new CommandResult("b-1", true, null, null)));

        desk.take(command("b-1", "build.start", "b-1"), session);

        assertThat(store.get("order/build/b-1")).isNull();
    }

    @Test
    void answersACancelAndLeavesAnEndedBuildAlone() {
        desk.take(command("b-1-cancel", "build.cancel", "b-1"), session);
        assertThat(store.get("order/build-cancel/b-1")).isNotNull();
        assertThat(store.get("answer/b-1-cancel")).isNotNull();

        store.put("answer/b-2", Values.write(new CommandResult("b-2", true, null, null)));
        desk.take(command("b-2-cancel", "build.cancel", "b-2"), session);
        assertThat(store.get("order/build-cancel/b-2")).isNull();
        assertThat(store.get("answer/b-2-cancel")).isNotNull();
    }

    @Test
    void doesNotTakeWhatNobodyHereCanDo() {
        var worker = new CommandDesk(store, Set.of("worker"));

        assertThat(worker.take(command("b-1", "build.start", "b-1"), session))
                .isEqualTo(new Unsupported("build.start"));
        assertThat(desk.take(command("x", "image.copy", "x"), session)).isEqualTo(new Unsupported("image.copy"));
        assertThat(store.get("order/build/b-1")).isNull();
    }

    @Test
    void refusesAnOrderWhoseTimeIsOver() {
        var late = new Command(EPOCH, "b-1", "build.start", "b-1", 0, new byte[0]);

        assertThatThrownBy(() -> desk.take(late, session))
                .isInstanceOfSatisfying(
                        LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.EXPIRED));
    }

    @Test
    void refusesOrdersOfAnEarlierSession() {
        assertThat(memory.enter(new Epoch("inc", 2))).isPresent();

        assertThatThrownBy(() -> desk.take(command("b-1", "build.start", "b-1"), session))
                .isInstanceOfSatisfying(
                        LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.SUPERSEDED));
        assertThat(store.get("order/build/b-1")).isNull();
    }

    private static Command command(String id, String type, String target) {
        return new Command(EPOCH, id, type, target, 60_000, "{}".getBytes(UTF_8));
    }
}
