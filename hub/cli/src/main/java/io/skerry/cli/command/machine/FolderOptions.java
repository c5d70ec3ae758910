package io.skerry.cli.command.machine;

import io.skerry.cli.command.Session;
import io.skerry.cli.local.folder.LocalFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which folder holds the state of Skerry on this machine. */
final class FolderOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with all state; .skerry beside the launcher if absent (SKERRY_DATA_DIR).",
            defaultValue = "${env:SKERRY_DATA_DIR}")
    private @Nullable Path data;

    LocalFolder folder(Session session) {
        return new LocalFolder(data == null ? session.checkout().resolve(".skerry") : data);
    }
}
