package io.skerry.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CounterTests {

    private final Counter counter = new Counter(2, Duration.ofMillis(50));

    @Test
    void aThirdIsSentAwayWhileTwoAreServedAndServedAfterThem() throws Exception {
        var served = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        var first = Thread.startVirtualThread(() -> hold(served, go));
        var second = Thread.startVirtualThread(() -> hold(served, go));
        served.await();

        assertThatThrownBy(() -> counter.serve(() -> "third"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));

        go.countDown();
        first.join();
        second.join();
        assertThat(counter.serve(() -> "third")).isEqualTo("third");
    }

    private void hold(CountDownLatch served, CountDownLatch go) {
        counter.serve(() -> {
            served.countDown();
            return passed(go);
        });
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
