package io.skerry.edge.worker.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.plan.Gateways;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.GatewayTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PortLedgerTests {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final ComponentRef OTHER = new ComponentRef(new TenantName("acme"), "shop", "other");

    private final Set<Integer> taken = new HashSet<>();
    private Gateways gateways = Gateways.NONE;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private List<RestingPort> resting = new ArrayList<>();

    private PortLedger ledger() {
        return new PortLedger(
                100,
                102,
                Duration.ofSeconds(60),
                (port, revision) -> gateways.haveLeft(List.of(port), revision),
                port -> !taken.contains(port),
                () -> now,
                resting,
                all -> resting = all);
    }

    private void gatewaySendsTo(long revision, Integer... ports) {
        gateways = new Gateways(List.of(new GatewayTable("gateway-1", 1, revision, 1, List.of(), List.of(ports))));
    }

    @Test
    void givesEveryPortOnce() {
        var ledger = ledger();

        assertThat(List.of(ledger.take(WEB).orElseThrow(), ledger.take(OTHER).orElseThrow()))
                .containsExactly(100, 101);
        assertThat(ledger.take(WEB)).hasValue(102);
        assertThat(ledger.take(WEB)).isEmpty();
    }

    @Test
    void leavesOutWhatSomebodyElseListensOn() {
        taken.add(100);

        assertThat(ledger().take(WEB)).hasValue(101);
    }

    @Test
    void givesAPortToAnotherOnlyAfterItsRest() {
        var ledger = full();
        ledger.release(101, 0);

        assertThat(ledger.take(OTHER)).isEmpty();
        now = now.plusSeconds(59);
        assertThat(ledger.take(OTHER)).isEmpty();
        now = now.plusSeconds(1);
        assertThat(ledger.take(OTHER)).hasValue(101);
    }

    @Test
    void givesAPortToAnotherOnlyAfterEveryGatewayLeftIt() {
        var ledger = full();
        ledger.release(101, 7);
        now = now.plusSeconds(600);

        gatewaySendsTo(7, 101);
        assertThat(ledger.take(OTHER)).isEmpty();
        // Older than the removal: it may still take it up.
        gatewaySendsTo(6);
        assertThat(ledger.take(OTHER)).isEmpty();
        gatewaySendsTo(7);
        assertThat(ledger.take(OTHER)).hasValue(101);
    }

    @Test
    void givesAPortBackToItsOwnComponentAtOnce() {
        var ledger = full();
        ledger.release(101, 7);
        gatewaySendsTo(1, 101);

        assertThat(ledger.take(WEB)).hasValue(101);
    }

    @Test
    void keepsTheRestOverARestart() {
        var before = full();
        before.release(101, 0);
        now = now.plusSeconds(30);

        var after = ledger();
        after.hold(100, WEB);
        after.hold(102, WEB);

        assertThat(after.take(OTHER)).isEmpty();
        now = now.plusSeconds(30);
        assertThat(after.take(OTHER)).hasValue(101);
        assertThat(resting).isEmpty();
    }

    @Test
    void leavesOutWhatAGatewayNamesAndNobodyRemembers() {
        gatewaySendsTo(1, 100, 101);

        assertThat(ledger().take(WEB)).hasValue(102);
    }

    @Test
    void holdsWhatSomebodyHasAlready() {
        var ledger = ledger();

        assertThat(ledger.hold(100, WEB)).isTrue();
        assertThat(ledger.hold(100, OTHER)).isFalse();
        assertThat(ledger.hold(99, WEB)).isFalse();
        assertThat(ledger.take(OTHER)).hasValue(101);
    }

    private PortLedger full() {
        var ledger = ledger();
        ledger.take(WEB);
        ledger.take(WEB);
        ledger.take(WEB);
        return ledger;
    }
}
