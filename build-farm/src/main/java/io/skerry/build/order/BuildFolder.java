package io.skerry.build.order;

import io.skerry.build.sandbox.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one build: {@code builds/<id>/} with the source, the slug in the making, the tools' home and their scratch space. */
record BuildFolder(Path root) {

    static Path all(Path dataCenterFolder) {
        return dataCenterFolder.resolve("builds");
    }

    /** An empty one, whatever an earlier attempt left. */
    static BuildFolder fresh(Path dataCenterFolder, String build) throws IOException {
        // real, since tools write real paths into what they install
        var parent = Files.createDirectories(all(dataCenterFolder)).toRealPath();
        var folder = new BuildFolder(parent.resolve(build));
        Folders.delete(folder.root);
        Files.createDirectories(folder.source());
        Files.createDirectories(folder.slug());
        Files.createDirectories(folder.home());
        Files.createDirectories(folder.scratch());
        return folder;
    }

    /** The one of a build, whether it is there or not. */
    static BuildFolder of(Path dataCenterFolder, String build) {
        return new BuildFolder(all(dataCenterFolder).resolve(build));
    }

    Path source() {
        return root.resolve("source");
    }

    Path slug() {
        return root.resolve("slug");
    }

    Path home() {
        return root.resolve("home");
    }

    Path scratch() {
        return root.resolve("tmp");
    }
}
