package io.skerry.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.gateway.route.Backend;
import io.skerry.gateway.route.PortRef;
import io.skerry.gateway.route.Target;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

class AddressBookTests {

    private static final Target ONE = new Target("web-1", "127.0.0.1", 20_100);
    private static final Target TWO = new Target("web-2", "127.0.0.1", 20_101);
    private static final PortRef HTTP = new PortRef(new ComponentRef(new TenantName("acme"), "shop", "web"), "http");

    private final LoopResources loops = LoopResources.create("test", 1, true);
    private final AddressBook book = new AddressBook(loops, Duration.ofSeconds(1), Duration.ofMinutes(1));
    private Set<Target> served = Set.of();

    @AfterEach
    void stop() {
        book.close();
        loops.dispose();
    }

    @Test
    void givesTheInstanceWithTheFewestRequestsInFlight() {
        serve(Set.of(ONE, TWO));

        var first = acquire(null);
        var second = acquire(null);

        assertThat(Set.of(first.target(), second.target())).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void takesTurnsAmongEquals() {
        serve(Set.of(ONE, TWO));

        var first = acquire(null);
        first.release();
        var second = acquire(null);

        assertThat(second.target()).isNotEqualTo(first.target());
    }

    @Test
    void comesBackLastToAnInstanceThatRefusedAConnection() {
        serve(Set.of(ONE, TWO));
        var refusing = acquire(null);
        refusing.refusedConnection();
        refusing.release();

        for (int i = 0; i < 10; i++) {
            assertThat(acquire(null).target()).isNotEqualTo(refusing.target());
        }
    }

    @Test
    void givesARefusingInstanceWhenThereIsNoOther() {
        serve(Set.of(ONE));
        acquire(null).refusedConnection();

        assertThat(acquire(null).target()).isEqualTo(ONE);
    }

    @Test
    void givesNothingWhenTheOnlyInstanceIsToBeAvoided() {
        serve(Set.of(ONE));

        assertThat(book.acquire(this::backend, ONE)).isNull();
    }

    @Test
    void freesThePortOfAnIdleInstanceAtOnce() {
        serve(Set.of(ONE, TWO));
        serve(Set.of(TWO));

        assertThat(book.ports()).containsExactly(TWO.port());
    }

    @Test
    void keepsAPortUntilItsLastRequestHasEndedAndTellsThen() {
        var told = new AtomicInteger();
        book.onDrained(told::incrementAndGet);
        serve(Set.of(ONE));
        var first = acquire(null);
        var second = acquire(null);

        serve(Set.of(TWO));
        first.release();
        assertThat(book.ports()).containsExactly(ONE.port(), TWO.port());
        assertThat(told).hasValue(0);

        second.release();
        assertThat(book.ports()).containsExactly(TWO.port());
        assertThat(told).hasValue(1);
    }

    @Test
    void neverGivesARetiredInstanceEvenToWhoReadTheTableBefore() {
        serve(Set.of(ONE));
        var old = backend();
        serve(Set.of(TWO));
        var reads = new AtomicInteger();

        var chosen = book.acquire(() -> reads.getAndIncrement() == 0 ? old : backend(), null);

        assertThat(chosen == null ? null : chosen.target()).isNotEqualTo(ONE);
    }

    @Test
    void letsAStreamOfAnUnreadyInstanceGoOnAndServesItAnewWhenItIsReadyAgain() {
        serve(Set.of(ONE));
        var stream = acquire(null);

        book.retain(Set.of(), Set.of(ONE));
        serve(Set.of(ONE));
        var fresh = acquire(null);

        assertThat(fresh).isNotSameAs(stream);
        stream.release();
        assertThat(book.ports()).containsExactly(ONE.port());
    }

    @Test
    void reportsAUseOfAnInstanceThatIsGoneNoLongerThanTheLimit() throws InterruptedException {
        var told = new CountDownLatch(1);
        try (var limited = new AddressBook(loops, Duration.ofSeconds(1), Duration.ofMillis(1))) {
            limited.onDrained(told::countDown);
            limited.admit(Set.of(ONE));
            limited.acquire(() -> new Backend(HTTP, List.of(ONE), 0), null);
            limited.retain(Set.of(), Set.of());

            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(limited.ports()).isEmpty();
        }
    }

    private void serve(Set<Target> targets) {
        book.admit(targets);
        served = targets;
        book.retain(targets, targets);
    }

    private Backend backend() {
        return new Backend(HTTP, List.copyOf(served), 0);
    }

    private Upstream acquire(@Nullable Target avoid) {
        var upstream = book.acquire(this::backend, avoid);
        assertThat(upstream).isNotNull();
        return upstream;
    }
}
