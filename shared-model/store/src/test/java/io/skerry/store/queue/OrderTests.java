package io.skerry.store.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Entry;
import io.skerry.store.queue.Order.Attempts;
import io.skerry.store.value.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTests {

    @Test
    void putsTheOldestFirst() {
        var free = Order.free("build", List.of(entry("a", 9), entry("b", 3), entry("c", 5)));

        assertThat(free).extracting(Order::id).containsExactly("b", "c", "a");
    }

    @Test
    void leavesOutWhatSomebodyHas() {
        var free =
                Order.free("build", List.of(entry("a", 1), entry("a/attempts", 2), entry("a/claim", 2), entry("b", 3)));

        assertThat(free).extracting(Order::id).containsExactly("b");
    }

    @Test
    void countsTheAttempts() {
        var attempts = new Entry("order/build/a/attempts", Values.write(new Attempts(2)), 2, 4, 0);

        var free = Order.free("build", List.of(entry("a", 1), attempts, entry("b", 5)));

        assertThat(free).extracting(Order::nextAttempt).containsExactly(3, 1);
    }

    @Test
    void ignoresWhatALostOrderLeftBehind() {
        assertThat(Order.free("build", List.of(entry("gone/attempts", 1)))).isEmpty();
    }

    private static Entry entry(String name, long created) {
        return new Entry("order/build/" + name, new byte[] {'1'}, created, created, 0);
    }
}
