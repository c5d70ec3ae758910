package io.skerry.build.publish;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.site.ArtifactRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Turns a finished folder into a stored artifact. */
public final class SlugPublisher {

    private final ArtifactStore artifacts;

    /** A publisher into this store. */
    public SlugPublisher(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /**
     * Writes the slug beside the folder, stores it and returns what it is.
     *
     * @throws BuildFailure if the folder holds what no slug may hold
     */
    public ArtifactRef publish(
            Path folder, String platform, Map<String, String> requires, Map<String, String> processes)
            throws BuildFailure, IOException {
        var file = folder.resolveSibling("slug.tar.gz");
        SlugWriter.write(folder, file);
        try (var bytes = Files.newInputStream(file)) {
            var digest = artifacts.put(bytes);
            return new ArtifactRef(digest, Files.size(file), platform, requires, processes);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
