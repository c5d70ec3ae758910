package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.Limits;
import io.skerry.edge.runtime.RuntimeEvents;
import io.skerry.edge.runtime.Volume;
import io.skerry.edge.runtime.VolumeState;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.model.application.RunSpec;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.site.ArtifactRef;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs with folders that outlive them. */
final class VolumesIT {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final Volume DATA = new Volume("big-data", "/var/data", "shared");

    @TempDir
    Path folder;

    private WorkloadRuntime runtime;
    private RuntimeEvents events;

    @BeforeEach
    void begin() throws IOException {
        Folders.enterable(folder);
        open();
    }

    private void open() throws IOException {
        events = new RuntimeEvents();
        var confinement = new Confinement(Cgroups.none("a test wants none"));
        runtime = ProcessRuntime.open(folder, new FolderArtifacts(folder), _ -> {}, System.getenv("PATH"), confinement);
        events.adopt(runtime);
    }

    @AfterEach
    void end() {
        runtime.close();
    }

    private List<String> runs(String id, ArtifactRef artifact, Volume volume, String script) throws Exception {
        var run = new RunSpec(null, List.of("/bin/sh", "-c", script), null);
        events.expect(id);
        runtime.start(new Launch(
                id, WEB, artifact, run, Map.of(), Map.of("SKERRY_INSTANCE", id), Limits.NONE, List.of(volume), ""));
        events.awaitEnd(id);
        return runtime.lastLines(id, 10);
    }

    @Test
    void outlivesItsInstancesItsReleaseAndTheAgent() throws Exception {
        var first =
                new Slug().file("app/a", "1").file("app/var/data/.gitkeep", "").pack(folder);
        var second = new Slug().file("app/b", "2").pack(folder);

        runs("web-1", first, DATA, "echo kept > var/data/file");
        assertThat(runs("web-1", first, DATA, "cat var/data/file")).containsExactly("kept");
        runtime.remove("web-1");
        runtime.close();
        open();

        assertThat(runs("web-2", second, DATA, "cat var/data/file $SKERRY_VOLUME_BIG_DATA/file"))
                .containsExactly("kept", "kept");
        var state = state();
        assertThat(state.bytes()).isBetween(1L, 64L * 1024);
        assertThat(state.folder().resolve("file")).hasContent("kept");
        runtime.remove("web-2");
        assertThat(runtime.deleteVolume(WEB, DATA.name())).isTrue();
        assertThat(state.folder()).doesNotExist();
    }

    private VolumeState state() {
        assertThat(runtime.volumes()).hasSize(1);
        return runtime.volumes().getFirst();
    }

    @Test
    void hidesNothingOfTheSource() throws Exception {
        var slug = new Slug().file("app/var/data/seed.sql", "insert").pack(folder);

        assertThatThrownBy(() -> runs("web-1", slug, DATA, "true"))
                .isInstanceOf(LaunchRefused.class)
                .hasMessage("The source has 'var/data' itself, where the volume 'big-data' is to be.");
        runtime.remove("web-1");
    }

    @Test
    void followsNoLinkOfTheSource() throws Exception {
        var slug = new Slug().symbolicLink("app/var", "/tmp").pack(folder);

        assertThatThrownBy(() -> runs("web-1", slug, DATA, "true"))
                .isInstanceOf(LaunchRefused.class)
                .hasMessageStartingWith("The source has 'var' itself");
        runtime.remove("web-1");
    }

    @Test
    void goesOnDeletingWhatAnEarlierAgentBeganToDelete() throws Exception {
        runs("web-1", null, DATA, "echo kept > var/data/file");
        var half = folder.resolve("volumes/.leaving-1");
        Files.createDirectories(half.resolve("data"));
        Files.createFile(half.resolve("data/file"));
        runtime.close();

        open();

        Eventually.await("its end", () -> Files.notExists(half));
        assertThat(state().volume()).isEqualTo(DATA);
        runtime.stop("web-1", Duration.ZERO);
        runtime.remove("web-1");
    }

    @Test
    void beginsThoughWhatIsLeftOfOneCannotBeDeleted() throws Exception {
        runtime.close();
        var half = Files.createDirectories(folder.resolve("volumes/.leaving-1"));
        var laidOut = Files.createDirectories(folder.resolve("instances/web-9"));
        try (var _ = Immutable.make(Files.createFile(half.resolve("file")));
                var _ = Immutable.make(Files.createFile(laidOut.resolve("file")))) {
            open();

            assertThat(runtime.volumes()).isEmpty();
            assertThat(runtime.deleteVolume(WEB, DATA.name())).isTrue();
        }
    }

    @Test
    void isDeletedThoughAFileOfItsLastInstanceCannotBe() throws Exception {
        runs("web-1", null, DATA, "true");
        var stays = folder.resolve("instances/web-1/home/file");

        try (var _ = Immutable.make(Files.createFile(stays))) {
            runtime.remove("web-1");

            assertThat(runtime.deleteVolume(WEB, DATA.name())).isTrue();
        }
    }

    @Test
    void isMadeOutAgainAfterItsNoteWasLostAndKeepsItsData() throws Exception {
        runs("web-1", null, DATA, "echo kept > var/data/file");
        Files.write(folder.resolve("volumes/acme/shop/web/big-data/volume.json"), new byte[64]);

        assertThat(runtime.volumes()).isEmpty();
        assertThat(runs("web-2", null, DATA, "cat var/data/file")).containsExactly("kept");
        assertThat(state().volume()).isEqualTo(DATA);
    }
}
