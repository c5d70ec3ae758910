package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.edge.runtime.process.slug.Fitness;
import io.skerry.model.site.ArtifactRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FitnessIT {

    @TempDir
    Path folder;

    private Path tool(String place, String name, String says) throws IOException {
        var bin = Files.createDirectories(folder.resolve(place));
        Files.writeString(bin.resolve(name), "#!/bin/sh\necho " + says + "\n");
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }

    private static ArtifactRef needs(String tool, String version) {
        return new ArtifactRef("sha256:a", 1, "", Map.of(tool, version), Map.of());
    }

    @Test
    void findsTheFolderOfTheVersionThatIsAskedFor() throws Exception {
        var eighteen = tool("node18", "node", "v18.20.1");
        var twentyTwo = tool("node22", "node", "v22.4.0");
        var fitness = new Fitness(eighteen + ":" + twentyTwo);

        assertThat(fitness.require(needs("node", "22"), Owner.AGENT)).containsExactly(twentyTwo);
        assertThatThrownBy(() -> fitness.require(needs("node", "20"), Owner.AGENT))
                .isInstanceOf(LaunchRefused.class)
                .hasMessageContaining("needs node 20");
    }

    @Test
    void aToolThatOnlyTheAgentCanRunDoesNotCount() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/")), "only as root instances have a user of their own");
        var fitness = new Fitness(tool("hidden", "node", "v22.4.0").toString());
        var owner = new Owner(234_567);

        assertThatThrownBy(() -> fitness.require(needs("node", "22"), owner)).isInstanceOf(LaunchRefused.class);
        Folders.enterable(folder);

        assertThat(fitness.require(needs("node", "22"), owner)).hasSize(1);
    }
}
