package io.skerry.hub.backup;

import io.skerry.hub.backup.BackupRecord.State;
import io.skerry.hub.backup.BackupRecord.Trial;
import io.skerry.hub.backup.archive.Manifest;
import io.skerry.hub.backup.archive.Manifest.Artifacts;
import io.skerry.hub.backup.archive.Manifest.Keys;
import io.skerry.hub.backup.archive.Manifest.Origin;
import io.skerry.hub.backup.archive.Manifest.Schema;
import java.time.Instant;
import java.util.List;

/** Records of backups that were never made. */
final class Records {

    private Records() {}

    static BackupRecord of(String name, Instant created, State state) {
        var manifest = new Manifest(
                Manifest.FORMAT,
                name,
                created,
                "0",
                null,
                "PostgreSQL",
                new Schema("1", List.of()),
                new Origin("installation", "incarnation"),
                List.of(),
                List.of(),
                new Artifacts(false, List.of()),
                new Keys(false, List.of()));
        return new BackupRecord(manifest, name + ".zip", 1, false, 1, new Trial(state, created, 1L, null));
    }
}
