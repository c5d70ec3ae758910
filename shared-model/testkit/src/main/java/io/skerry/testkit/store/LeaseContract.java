package io.skerry.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Change;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every edge store promises about leases: the whole contract. */
public abstract class LeaseContract extends WatchContract {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void namesTheLeaseOfAKey() {
        var lease = store().lease(LONG);
        store().txn(Txn.of(Operation.put("a", bytes("1"), lease.id())));

        assertThat(lease.id()).isPositive();
        assertThat(store().get("a")).extracting(Entry::lease).isEqualTo(lease.id());
    }

    @Test
    void deletesTheKeysOfALeaseThatIsGivenUpInOneRevision() {
        var heard = new RecordedWatch();
        var lease = store().lease(LONG);
        store().txn(Txn.of(Operation.put("a", bytes("1"), lease.id()), Operation.put("b", bytes("1"), lease.id())));
        store().put("c", bytes("1"));

        lease.close();

        assertThat(store().list("").entries()).extracting(Entry::key).containsExactly("c");
        assertThat(lease.renew()).isFalse();
        try (var _ = store().watch("", 2, heard)) {
            var call = heard.next();
            assertThat(call.keys()).containsExactly("a", "b");
            assertThat(call.changes()).extracting(Change::entry).containsOnlyNulls();
        }
    }

    @Test
    void deletesTheKeysOfALeaseThatRunsOut() {
        var heard = new RecordedWatch();
        var lease = store().lease(SHORT);
        store().txn(Txn.of(Operation.put("a", bytes("1"), lease.id())));

        try (var _ = store().watch("", 1, heard)) {
            assertThat(heard.next().changes()).extracting(Change::entry).containsOnlyNulls();
        }

        assertThat(store().get("a")).isNull();
        assertThat(lease.renew()).isFalse();
    }

    @Test
    void keepsTheKeysOfALeaseThatIsRenewed() {
        var heard = new RecordedWatch();
        var renewed = store().lease(SHORT);
        store().txn(Txn.of(Operation.put("renewed", bytes("1"), renewed.id())));

        for (var i = 0; i < 5; i++) {
            var other = store().lease(SHORT.dividedBy(2));
            store().txn(Txn.of(Operation.put("other", bytes("1"), other.id())));
            try (var _ = store().watch("other", store().revision(), heard)) {
                heard.next();
            }
            assertThat(renewed.renew()).isTrue();
        }

        assertThat(store().get("renewed")).isNotNull();
    }

    @Test
    void refusesAKeyUnderALeaseThatHasEnded() {
        var lease = store().lease(LONG);
        lease.close();

        assertThatThrownBy(() -> store().txn(
                                Txn.of(Operation.put("free", bytes("1")), Operation.put("a", bytes("1"), lease.id()))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has run out");
        assertThat(store().list("").entries()).isEmpty();
    }

    @Test
    void sparesAKeyThatWasPutAgainWithoutTheLease() {
        var lease = store().lease(LONG);
        store().txn(Txn.of(Operation.put("a", bytes("1"), lease.id())));
        store().put("a", bytes("2"));

        lease.close();

        assertThat(value("a")).asString().isEqualTo("2");
    }

    @Test
    void refusesALeaseWithoutTime() {
        assertThatThrownBy(() -> store().lease(Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("above zero");
    }
}
