package io.skerry.edge.worker.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.StrainedStore;
import io.skerry.edge.runtime.FakeMachine;
import io.skerry.edge.runtime.FakeRuntime;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.volume.VolumeOrder;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Orders whose taker cannot reach the store in the middle. */
final class VolumeOrdersTests {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StrainedStore store = new StrainedStore(new InMemoryEdgeStore());

    @Test
    void areTakenAgainWhenItCouldNotBeSeenWhatIsWanted() {
        answersThoughOnceRefused(EdgeKey.WANTED_COMPONENTS);
    }

    @Test
    void areAnsweredOnceTheStoreTakesTheAnswer() {
        answersThoughOnceRefused(EdgeKey.answer("op-1"));
    }

    private void answersThoughOnceRefused(String prefix) {
        store.put(EdgeKey.HEAD, Values.write(Map.of()));
        store.refuseOnce(prefix);
        try (var queue = new OrderQueue(store, VolumeOrder.DELETE_QUEUE, Duration.ofSeconds(5))) {
            queue.put("op-1", new VolumeOrder(WEB, "data"));
        }

        try (var _ = new VolumeOrders(store, new FakeRuntime(new FakeMachine()), Duration.ofMillis(10))) {
            Eventually.await(PATIENCE, "answer", () -> store.get(EdgeKey.answer("op-1")) != null);
        }

        assertThat(store.hasRefused()).isTrue();
        var answer = Objects.requireNonNull(store.get(EdgeKey.answer("op-1")));
        assertThat(Values.read(answer.value(), CommandResult.class).cause()).isNull();
        assertThat(store.list(EdgeKey.ORDERS).entries()).isEmpty();
    }
}
