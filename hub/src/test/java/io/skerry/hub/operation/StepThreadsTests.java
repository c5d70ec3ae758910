package io.skerry.hub.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.patience.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StepThreadsTests {

    private static final Patience SHORT = new Patience(Duration.ofMillis(300), Duration.ZERO, Duration.ZERO, 1);
    private static final UUID ENDLESS = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final StepThreads threads = new StepThreads(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        never.countDown();
        threads.close();
    }

    /** And the control before it: as long as nobody gives up what never ends, nothing else is done. */
    @Test
    @Tag("F18")
    void whatIsGivenUpHoldsUpNobody() throws InterruptedException {
        var other = new CountDownLatch(1);
        threads.run(ENDLESS, this::goOnForEver);
        threads.run(OTHER, other::countDown);
        begun.await();
        assertThat(other.await(500, TimeUnit.MILLISECONDS))
                .as("the control: without giving up")
                .isFalse();

        assertThat(threads.overdue(SHORT)).containsExactly(ENDLESS);

        assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.overdue(SHORT)).as("once").doesNotContain(ENDLESS);
    }

    @Test
    void whatRunsWhileSomethingChangesIsRunOnceMoreAndWhatWaitsIsNot() throws InterruptedException {
        var first = new AtomicInteger();
        var second = new AtomicInteger();
        threads.run(ENDLESS, () -> {
            first.incrementAndGet();
            goOnForEver();
        });
        threads.run(OTHER, second::incrementAndGet);
        begun.await();

        threads.run(ENDLESS, () -> {
            throw new AssertionError("one of each operation");
        });
        threads.lookAgain();
        threads.lookAgain();
        never.countDown();

        Eventually.await("each has had its turns", () -> first.get() == 2 && second.get() == 1);
        var last = new CountDownLatch(1);
        threads.run(UUID.randomUUID(), last::countDown);
        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first).hasValue(2);
        assertThat(second).hasValue(1);
    }

    @Test
    void whatWasToldToEndDoesNotTellTheNext() {
        var interrupted = new ArrayList<Boolean>();
        threads.run(ENDLESS, this::waitUntilTold);
        Eventually.await("it is told", () -> {
            threads.overdue(new Patience(Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO, 1));
            return begun.getCount() == 0;
        });
        threads.run(OTHER, () -> interrupted.add(Thread.currentThread().isInterrupted()));

        Eventually.await("the next ran", () -> interrupted.equals(List.of(false)));
    }

    private void goOnForEver() {
        begun.countDown();
        while (never.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private void waitUntilTold() {
        try {
            never.await();
        } catch (InterruptedException e) {
            begun.countDown();
        }
    }
}
