package io.skerry.hub.backup.work;

import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.archive.Manifest.KeyFile;
import io.skerry.hub.backup.archive.MeasuringOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What lies in the hub's folder beside its database. */
public record HubFolder(Path root) {

    /** The keys: of the certificate authority, and the one that wraps. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Artifacts by digest. */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /** What a folder of keys holds, by name; nothing if there is none. */
    public static List<KeyFile> keysIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var found = new ArrayList<KeyFile>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var measure = new MeasuringOutput(OutputStream.nullOutputStream());
                Files.copy(file, measure);
                var measured = measure.measured();
                found.add(new KeyFile(String.valueOf(file.getFileName()), measured.bytes(), measured.sha256()));
            }
            return found;
        }
    }

    /**
     * Returns if so much can be written there.
     *
     * @throws BackupRefused that says how much is missing
     */
    public static void requireRoom(Path folder, long bytes, String what) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new BackupRefused(
                    what + " wants " + mebibytes(bytes) + " MiB in " + folder + ", and " + mebibytes(free)
                            + " MiB are free",
                    "Make room there, or name another folder.");
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
