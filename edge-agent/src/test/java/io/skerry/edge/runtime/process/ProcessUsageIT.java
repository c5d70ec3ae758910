package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Usage;
import io.skerry.edge.runtime.process.machine.ProcessFigures;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.edge.runtime.process.slug.RunFile;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUsageIT {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final String BUSY = "while :; do :; done";

    @TempDir
    Path folder;

    private Process wrapper;
    private Layout layout;

    @BeforeEach
    void layOut() throws IOException {
        layout = Layout.in(folder);
    }

    @AfterEach
    void kill() {
        wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
        wrapper.destroyForcibly();
    }

    @Test
    void addsUpWhatTheProcessesOfAnInstanceUse() throws Exception {
        wrap("web-1", 3, "sh -c '" + BUSY + "' & sleep 600 & wait");
        Files.write(layout.home("web-1").resolve("data"), new byte[1 << 20]);
        var usages = ProcessUsage.in(folder);

        Eventually.await(
                "the busy one was busy",
                () -> used(usages).map(Usage::cpuMillis).orElse(0L) >= 50);

        var usage = used(usages).orElseThrow();
        assertThat(usage.component()).isEqualTo(WEB);
        assertThat(usage.run()).isEqualTo(3);
        assertThat(usage.threads()).as("both, and not the wrapper").isEqualTo(2);
        assertThat(usage.memory()).isPositive();
        assertThat(usage.descriptors()).isGreaterThanOrEqualTo(2);
        assertThat(usage.disk()).isBetween(1L << 20, (1L << 20) + 64 * 1024);
    }

    @Test
    void findsAProcessThatLeftTheSessionByItsEnvironment() throws Exception {
        wrap("web-2", 1, "SKERRY_INSTANCE=web-2 setsid sleep 600 & wait");
        var usages = ProcessUsage.in(folder);

        Eventually.await(
                "it is found", () -> used(usages).filter(u -> u.threads() == 1).isPresent());
    }

    /** Where the locale is POSIX, such a text is no path. */
    @Test
    void isNotBlindedByAProcessThatCallsItselfAsItLikes() throws Exception {
        wrap("web-4", 1, "SKERRY_INSTANCE=$(printf 'gr\\303\\266') setsid sleep 600 & sleep 600 & wait");
        var usages = ProcessUsage.in(folder);

        Eventually.await(
                "its own is found",
                () -> used(usages).filter(u -> u.threads() == 1).isPresent());
        Eventually.await("the stranger runs", () -> wrapper.descendants().count() == 2);
        assertThat(used(usages)).isPresent();
    }

    @Test
    void takesNoStrangerForAnInstanceWhoseNumberWasGivenAgain() throws Exception {
        wrap("web-3", 1, "sleep 600 & wait");
        Files.writeString(layout.started("web-3"), "1 " + wrapper.pid() + " 1 " + new ProcessTable().boot());

        assertThat(ProcessUsage.in(folder).look()).isEmpty();
    }

    private static Optional<Usage> used(ProcessUsage usages) {
        return usages.look().stream().findFirst();
    }

    private void wrap(String instance, int run, String script) throws IOException {
        wrapper = new ProcessBuilder("setsid", "sh", "-c", script).start();
        var figures = new ProcessFigures();
        Eventually.await(
                "the session is there",
                () -> figures.all().stream().anyMatch(p -> p.pid() == wrapper.pid() && p.session() == wrapper.pid()));
        var begun = figures.all().stream()
                .filter(p -> p.pid() == wrapper.pid())
                .findFirst()
                .orElseThrow()
                .begun();
        Files.createDirectories(layout.home(instance));
        layout.keep(
                instance,
                new KeptLaunch(
                        new Launch(instance, WEB, null, null, Map.of(), Map.of(), null, ""), run, RunFile.NONE, null));
        Files.writeString(
                layout.started(instance), run + " " + wrapper.pid() + " " + begun + " " + new ProcessTable().boot());
    }
}
