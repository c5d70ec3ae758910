package io.skerry.store.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.fake.AwayStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElectionTests {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private EmbeddedStore store;
    private Election first;
    private Election second;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(folder);
        first = new Election(store, "edge", "agent-1", TTL);
        second = new Election(store, "edge", "agent-2", TTL);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        store.close();
    }

    @Test
    void letsOneLead() throws InterruptedException {
        try (var leadership = first.campaign(SOON)) {
            assertThat(leadership.held()).isTrue();
            assertThat(second.campaign(Duration.ofMillis(50))).isNull();
            assertThat(second.leader()).isEqualTo("agent-1");
        }
        assertThat(second.leader()).isNull();
    }

    @Test
    void letsTheNextLeadAsSoonAsTheFirstGivesUp() throws Exception {
        var leadership = first.campaign(SOON);
        var next = CompletableFuture.supplyAsync(() -> campaign(second), Thread::startVirtualThread);

        leadership.close();

        assertThat(next.get(10, TimeUnit.SECONDS).fence()).isGreaterThan(leadership.fence());
        assertThat(first.leader()).isEqualTo("agent-2");
    }

    @Test
    void tellsALeaderThatIsCutOffBeforeAnotherOneLeads() throws InterruptedException {
        var cutOff = new AwayStore(store);
        try (var quick = new Election(cutOff, "edge", "agent-0", Duration.ofMillis(600))) {
            var leadership = quick.campaign(SOON);
            var lost = new CountDownLatch(1);
            leadership.onLost(lost::countDown);
            cutOff.goAway();

            var next = first.campaign(SOON);

            assertThat(next).isNotNull();
            assertThat(leadership.held()).isFalse();
            assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesTheWritesOfALeaderThatNoLongerLeads() throws InterruptedException {
        var old = first.campaign(SOON);
        var write = Txn.of(Operation.put("a", new byte[] {1})).when(old.guard());
        assertThat(store.txn(write).done()).isTrue();

        store.revoke(store.get("lease/edge").lease());
        assertThat(store.txn(write).done()).isFalse();

        var next = second.campaign(SOON);
        assertThat(store.txn(write).done()).isFalse();
        assertThat(store.txn(Txn.of(Operation.put("a", new byte[] {2})).when(next.guard()))
                        .done())
                .isTrue();
    }

    @Test
    void isNotDisturbedByARoleWithALongerName() throws InterruptedException {
        try (var other = new Election(store, "edge-2", "agent-1", TTL);
                var leadership = other.campaign(SOON)) {
            assertThat(leadership.held()).isTrue();
            assertThat(first.campaign(Duration.ZERO)).isNotNull();
        }
    }

    private static Leadership campaign(Election election) {
        try {
            return election.campaign(SOON);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
