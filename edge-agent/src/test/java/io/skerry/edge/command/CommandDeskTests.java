package io.skerry.edge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.sync.SiteMemory;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Unsupported;
import io.skerry.store.Compare;
import io.skerry.store.value.Values;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.util.Set;
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
    void doesNothingWhenAnOrderComesAgain() {
        desk.take(command("b-1", "build.start", "b-1"), session);
        var before = store.revision();

        assertThat(desk.take(command("b-1", "build.start", "b-1"), session)).isEqualTo(new Accepted());

        assertThat(store.revision()).isEqualTo(before);
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
