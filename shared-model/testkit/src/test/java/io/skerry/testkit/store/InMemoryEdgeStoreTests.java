package io.skerry.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryEdgeStoreTests extends LeaseContract {

    private final InMemoryEdgeStore memory = new InMemoryEdgeStore();

    @Override
    protected EdgeStore newStore() {
        return memory;
    }

    @Test
    void endsAWatchOfForgottenChanges() {
        var heard = new RecordedWatch();
        store().put("a", bytes("1"));
        store().put("a", bytes("2"));
        memory.compact(1);

        try (var _ = store().watch("", 0, heard)) {
            assertThat(heard.next().compacted()).isTrue();
        }
    }

    @Test
    void failsWhileDisconnectedAndCatchesUpAfterwards() {
        var heard = new RecordedWatch();
        try (var _ = store().watch("", 0, heard)) {
            memory.disconnect();
            assertThatThrownBy(() -> store().put("a", bytes("1"))).isInstanceOf(StoreException.class);

            memory.reconnect();
            store().put("a", bytes("2"));

            assertThat(heard.next().revision()).isEqualTo(1);
        }
    }

    @Test
    void letsATestEndALease() {
        var lease = store().lease(Duration.ofHours(1));

        memory.expire(lease);

        assertThat(lease.renew()).isFalse();
    }
}
