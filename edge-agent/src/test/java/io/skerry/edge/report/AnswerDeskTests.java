package io.skerry.edge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import io.skerry.model.site.ArtifactRef;
import io.skerry.store.Entry;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerDeskTests {

    private static final String KEY = "answer/b-1";

    private final InMemoryEdgeStore store = new InMemoryEdgeStore();
    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();

    @BeforeEach
    void aBuildHasSucceeded() {
        var artifact = new ArtifactRef("sha256:" + "a".repeat(64), 1, "linux/amd64", Map.of(), Map.of());
        var built = new BuildResult("b-1", BuildResult.State.SUCCEEDED, null, null, null, artifact, List.of(), null);
        store.put(KEY, Values.write(new CommandResult("b-1", true, Values.write(built), null)));
    }

    @Test
    void triesAgainUntilTheHubHasTheArtifact() {
        desk(digest -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IOException("the hub's disk is full");
                    }
                })
                .noted(entry());

        Eventually.await("the end", () -> told.equals(List.of(entry().modified())));
        assertThat(tries).hasValue(2);
    }

    @Test
    void failsTheBuildWhoseArtifactTheHubWillNeverHave() {
        var why = Cause.of(ErrorCode.FORBIDDEN, "not ordered", null);
        var desk = desk(digest -> {
            throw new UploadRefused(why);
        });
        desk.noted(entry());

        Eventually.await("the failure", () -> why.equals(result().cause()));
        assertThat(told).isEmpty();
        desk.noted(entry());
        assertThat(told).containsExactly(entry().modified());
    }

    @Test
    void forgetsTheOldestEndsAndNoMarkOfWhatGoesOn() {
        store.put("answer/0", Values.write(new CommandResult("0", false, null, null)));
        IntStream.range(1, 500)
                .forEach(number ->
                        store.put("answer/" + number, Values.write(new CommandResult("" + number, true, null, null))));
        store.put("answer/500", Values.write(new CommandResult("500", true, null, null)));

        var surplus = AnswerDesk.surplus(new OutboxMemory(store).answers());

        assertThat(surplus).extracting(Entry::key).containsExactly(KEY);
    }

    private AnswerDesk desk(ArtifactUpload upload) {
        return new AnswerDesk(new OutboxMemory(store), new Outbox(), upload, (key, revision) -> told.add(revision));
    }

    private Entry entry() {
        return Objects.requireNonNull(store.get(KEY));
    }

    private CommandResult result() {
        return Values.read(entry().value(), CommandResult.class);
    }
}
