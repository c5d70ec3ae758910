package io.skerry.edge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.StrainedStore;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Epoch;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import org.junit.jupiter.api.Test;

class ReporterTests {

    private final StrainedStore store = new StrainedStore(new InMemoryEdgeStore());
    private final FakeLine line = new FakeLine();

    @Test
    void goesOnWhenTheStoreDoesNotAnswer() {
        try (var reporter = new Reporter(store, digest -> {})) {
            reporter.start();
            reporter.connected(line, new Epoch("inc", 1), 0);
            store.put("table/gateway-1", new byte[0]);
            Eventually.await("the report", () -> line.reports().size() == 1);
            store.delete("table/gateway-1");
            Eventually.await("the report of its end", () -> line.reports().size() == 2);

            line.acknowledge(line.reports().getLast());
            store.refuseOnce(EdgeKey.OUTBOX);
            store.put("table/gateway-2", new byte[0]);

            Eventually.await("the refusal", store::hasRefused);
            Eventually.await("the next report", () -> line.reports().size() == 3);
            assertThat(line.reports().getLast().seq()).isEqualTo(3);
            Eventually.await(
                    "forgetting", () -> store.list(EdgeKey.OUTBOX).entries().size() == 1);
        }
    }
}
