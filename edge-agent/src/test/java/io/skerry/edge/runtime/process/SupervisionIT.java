package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.WorkloadRuntime.Listener;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.edge.runtime.process.machine.Identity;
import io.skerry.edge.runtime.process.machine.ProcessFigures;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {

    private static final Launch WEB_1 = new Launch(
            "web-1", new ComponentRef(new TenantName("acme"), "shop", "web"), null, null, Map.of(), Map.of(), null, "");

    @TempDir
    Path folder;

    @Test
    void stopsAnInstanceThoughSomethingWentWrongOnTheWay() throws IOException {
        var process = new ProcessBuilder("setsid", "sleep", "600").start();
        var tries = new AtomicInteger();
        var held =
                new ConcurrentHashMap<>(Map.of("web-1", Held.running(WEB_1, identity(process), new Cgroup(List.of()))));
        var layout = Layout.in(folder);
        var confinement = new Confinement(Cgroups.none("a test wants none"));
        var ending = new Ending(layout, confinement, launch -> output(tries.incrementAndGet()));
        var supervision = new Supervision(layout, new ProcessTable(), confinement, ending, held);
        var ends = new CopyOnWriteArrayList<Exit>();
        supervision.begin(new Listener() {
            @Override
            public void started(Launch launch) {
                // It ran before.
            }

            @Override
            public void ended(Launch launch, Exit exit) {
                ends.add(exit);
            }

            @Override
            public void remarked(Launch launch) {
                // Nothing else is to be said here.
            }
        });

        supervision.stop("web-1", Duration.ZERO, "It was killed.");

        try {
            Eventually.await("its end is told", () -> !ends.isEmpty());
            assertThat(tries).hasValue(2);
            assertThat(ends).containsExactly(new Exit(null, "It was killed.", List.of()));
            assertThat(process.isAlive()).isFalse();
        } finally {
            supervision.close();
            process.destroyForcibly();
        }
    }

    private Path output(int attempt) {
        if (attempt == 1) {
            throw new IllegalStateException("no descriptors left");
        }
        return folder.resolve("output");
    }

    private static Identity identity(Process process) {
        var figures = new ProcessFigures();
        Eventually.await(
                "the session is there",
                () -> figures.all().stream().anyMatch(p -> p.pid() == process.pid() && p.session() == process.pid()));
        var begun = figures.all().stream()
                .filter(p -> p.pid() == process.pid())
                .findFirst()
                .orElseThrow()
                .begun();
        return new Identity(1, process.pid(), begun, new ProcessTable().boot());
    }
}
