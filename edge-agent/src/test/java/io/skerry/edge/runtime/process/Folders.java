package io.skerry.edge.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes a test's folder what a data center's folder is: one that other users can pass through. */
public final class Folders {

    private Folders() {}

    public static void enterable(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
}
