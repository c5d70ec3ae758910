package io.skerry.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.monitor.SiteFigures;
import io.skerry.logs.buffer.BufferFigures;
import io.skerry.measure.MeasureClient;
import io.skerry.measure.MeasureFiles;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.model.seen.InstanceSeen;
import io.skerry.store.value.Values;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMeasuresIT {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final DataCenterName EAST = new DataCenterName("east");

    @TempDir
    Path folder;

    @Test
    void tellsHowManyOfEachThereAreAndNeverWhich() throws IOException {
        var store = new InMemoryEdgeStore();
        var instances = List.of(instance("web-1", Phase.RUNNING), instance("web-2", Phase.FAILING));
        store.put(
                EdgeKey.seen(WEB),
                Values.write(new ComponentSeen(
                        WEB, "u-1", 1, 1, 1, 1L, 2, 1, true, Phase.DEGRADED, null, List.of(), instances)));
        store.put(EdgeKey.order("build", "b-1"), new byte[] {'1'});

        try (var _ = AgentMeasures.open(folder, EAST, List.of(new SiteFigures(store)))) {
            assertThat(page().lines())
                    .contains(
                            "skerry_store_up 1.0",
                            "skerry_store_revision 2.0",
                            "skerry_components 1.0",
                            "skerry_orders{queue=\"build\"} 1.0",
                            "skerry_instances{phase=\"running\"} 1.0",
                            "skerry_instances{phase=\"failing\"} 1.0")
                    .noneMatch(line -> line.contains("acme"));
        }
    }

    @Test
    void tellsHowTheLogRelayFares() throws IOException {
        var open = new BufferFigures(7, 700, 2, 3, 1, 4, 4096);
        try (var _ = AgentMeasures.open(folder, EAST, List.of(new RelayMeasures(() -> Optional.of(open))))) {
            assertThat(page().lines())
                    .contains(
                            "skerry_relay_up 1.0",
                            "skerry_relay_lines_total 7.0",
                            "skerry_relay_bytes_total 700.0",
                            "skerry_relay_lost_lines_total 2.0",
                            "skerry_relay_streams 3.0",
                            "skerry_relay_readers 1.0",
                            "skerry_relay_files 4.0",
                            "skerry_relay_file_bytes 4096.0");
        }
        try (var _ = AgentMeasures.open(folder, EAST, List.of(new RelayMeasures(Optional::empty)))) {
            assertThat(page().lines()).contains("skerry_relay_up 0.0").noneMatch(line -> line.contains("relay_lines"));
        }
    }

    @Test
    void doesWithoutWhereTheFolderCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("agent"), "a file in the way");

        AgentMeasures.open(folder, EAST, List.of()).close();

        assertThat(folder.resolve("agent")).isRegularFile();
    }

    private String page() throws IOException {
        var page = new MeasureClient(new MeasureFiles(folder.resolve("agent"))).get("/metrics");
        return new String(page.orElseThrow(), UTF_8);
    }

    private static InstanceSeen instance(String id, Phase phase) {
        return new InstanceSeen(id, 1, phase, true, Instant.EPOCH, 0, Map.of(), null);
    }
}
