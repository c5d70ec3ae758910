package io.skerry.hub.backup;

import io.skerry.hub.backup.archive.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the API shows it.
 *
 * @param state whether it was read back, and how that went
 * @param sealed whether it is encrypted
 * @param missing what else is needed to live from it, in sentences
 * @param tables only where one backup is asked for
 */
record BackupView(
        String name,
        Instant createdAt,
        BackupRecord.State state,
        @Nullable Instant provenAt,
        @Nullable String message,
        long bytes,
        long rows,
        long tookMillis,
        boolean sealed,
        boolean keysIncluded,
        String software,
        String schemaVersion,
        String incarnation,
        Artifacts artifacts,
        List<String> missing,
        @Nullable List<Table> tables) {

    /** What it says of artifacts. */
    record Artifacts(boolean copied, int listed, int absent, long bytes) {}

    /** One table. */
    record Table(String name, long rows, long bytes, String sha256) {}

    static BackupView of(BackupRecord record) {
        return of(record, false);
    }

    static BackupView of(BackupRecord record, boolean whole) {
        var manifest = record.manifest();
        var trial = record.trial();
        return new BackupView(
                record.name(),
                record.createdAt(),
                trial.state(),
                trial.at(),
                trial.message(),
                record.bytes(),
                manifest.rows(),
                record.tookMillis(),
                record.sealed(),
                manifest.keys().included(),
                manifest.software(),
                manifest.schema().version(),
                manifest.origin().incarnation(),
                artifacts(manifest),
                missing(manifest),
                whole
                        ? manifest.tables().stream()
                                .map(table -> new Table(table.name(), table.rows(), table.bytes(), table.sha256()))
                                .toList()
                        : null);
    }

    private static Artifacts artifacts(Manifest manifest) {
        var listed = manifest.artifacts().listed();
        var sizes = listed.stream()
                .map(Manifest.Artifact::size)
                .filter(Objects::nonNull)
                .toList();
        return new Artifacts(
                manifest.artifacts().copied(),
                listed.size(),
                listed.size() - sizes.size(),
                sizes.stream().mapToLong(Long::longValue).sum());
    }

    private static List<String> missing(Manifest manifest) {
        var missing = new ArrayList<String>();
        if (!manifest.keys().included() && !manifest.keys().files().isEmpty()) {
            missing.add("The hub's keys, since it is not sealed: keep the folder keys/ of the hub's folder yourself."
                    + " Without them no agent knows the hub again and what settings hold is lost.");
        }
        if (!manifest.artifacts().copied() && !manifest.artifacts().listed().isEmpty()) {
            missing.add("The bytes of " + manifest.artifacts().listed().size()
                    + " artifacts: keep the folder artifacts/ of the hub's folder. Without them releases run on where they"
                    + " run and cannot come to further data centers.");
        }
        return missing;
    }
}
