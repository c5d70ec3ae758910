package io.skerry.cli.local.folder;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import java.io.IOException;
import java.nio.file.Files;

/** The layout of the folder is numbered; what a newer Skerry wrote is left alone. */
public final class FolderVersion {

    private static final int CURRENT = 1;

    private FolderVersion() {}

    /** Marks a new folder, accepts one of this version. */
    public static void check(LocalFolder folder) throws IOException {
        if (!Files.exists(folder.version())) {
            PrivateFiles.write(folder.version(), CURRENT + "\n");
            return;
        }
        var text = PrivateFiles.read(folder.version());
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > CURRENT) {
            throw new CliFault(
                    ExitCode.CONFLICT,
                    folder.root() + " was written by a newer Skerry (folder version " + text + ", this one knows "
                            + CURRENT + ")",
                    "Use that Skerry, or name another folder with --data.");
        }
    }
}
