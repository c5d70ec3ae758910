package io.skerry.edge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.FakeMachine;
import io.skerry.edge.runtime.FakeRuntime;
import io.skerry.edge.runtime.Volume;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.Probe;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.seen.VolumeSeen;
import io.skerry.model.volume.VolumeOrder;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes: kept when nothing wants them, found again, deleted only by order. */
final class VolumesTests {

    private static final String SEEN = EdgeKey.seenVolume(Worksite.component("web"), "data");

    @TempDir
    Path folder;

    private final FakeMachine machine = new FakeMachine();
    private final Worksite site = new Worksite(new InMemoryEdgeStore());
    private WorkerRole worker;

    @BeforeEach
    void begin() {
        site.receivedEverything();
        var settings = Worksite.settings(folder, 20_000, Worksite.IMPATIENT);
        worker = new WorkerRole(settings, site.store(), new FakeRuntime(machine), port -> true);
    }

    @AfterEach
    void end() {
        worker.close();
    }

    @Test
    void isKeptSinceNothingWantsItAndInUseAgainForOneOfTheSameName() {
        site.wants(web(null));
        site.awaitsRunning("web", 1);
        assertThat(awaits(seen -> true).keptSince()).isNull();

        site.wantsNoMore("web");
        site.awaitsGone("web");
        assertThat(awaits(seen -> seen.keptSince() != null).type()).isEqualTo("shared");

        site.wants(web(null));
        awaits(seen -> seen.keptSince() == null);
    }

    @Test
    void aVolumeThatOutgrewItsSizeIsRemarkedAndNothingIsDeleted() {
        site.wants(web("1Mi"));
        site.awaitsRunning("web", 1);

        machine.fill(Worksite.component("web"), new Volume("data", "data", "shared"), 2 << 20);

        site.awaits(
                "web",
                seen -> seen.notes().stream()
                        .anyMatch(note -> note.startsWith("The volume 'data' holds more than its size of 1.0 MiB.")));
        assertThat(awaits(seen -> Objects.equals(seen.bytes(), 2L << 20)).size())
                .isEqualTo(1 << 20);
        site.wants(web("3Mi"));
        site.awaits("web", seen -> seen.notes().stream().noneMatch(note -> note.contains("volume")));
    }

    @Test
    void deletesWhatNothingWantsAndTellsThatItIsGone() {
        site.wants(web(null));
        site.awaitsRunning("web", 1);
        awaits(seen -> true);

        assertThat(delete("op-1").cause().code()).isEqualTo(ErrorCode.CONFLICT);
        site.wantsNoMore("web");
        site.awaitsGone("web");

        assertThat(delete("op-2").cause()).isNull();
        Eventually.await("its word is gone", () -> site.store().get(SEEN) == null);
    }

    @Test
    void deletesNothingWhileItIsNotKnownWhatIsWanted() {
        site.store().delete(EdgeKey.HEAD);
        machine.fill(Worksite.component("web"), new Volume("data", "data", "shared"), 1);

        assertThat(delete("op-1").cause().code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(awaits(seen -> true).keptSince()).isNull();
    }

    private static Wish web(String size) {
        var ready = new Probe(null, null, List.of("ready?"), new TimeSpan("20ms"), null, 2, null);
        return Wish.web().probes(ready, null).volume("data", "data", size);
    }

    private CommandResult delete(String id) {
        try (var queue = new OrderQueue(site.store(), VolumeOrder.DELETE_QUEUE, Duration.ofSeconds(5))) {
            queue.put(id, new VolumeOrder(Worksite.component("web"), "data"));
        }
        Eventually.await("answer to " + id, () -> site.store().get(EdgeKey.answer(id)) != null);
        return Values.read(
                Objects.requireNonNull(site.store().get(EdgeKey.answer(id))).value(), CommandResult.class);
    }

    private VolumeSeen awaits(Predicate<VolumeSeen> what) {
        Eventually.await("such word of the volume", () -> {
            var entry = site.store().get(SEEN);
            return entry != null && what.test(Values.read(entry.value(), VolumeSeen.class));
        });
        return Values.read(Objects.requireNonNull(site.store().get(SEEN)).value(), VolumeSeen.class);
    }
}
