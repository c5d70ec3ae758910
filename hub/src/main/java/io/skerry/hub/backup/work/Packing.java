package io.skerry.hub.backup.work;

import io.skerry.hub.backup.archive.ArchiveWriter;
import io.skerry.hub.backup.archive.BackupKey;
import io.skerry.hub.backup.archive.Manifest;
import io.skerry.hub.backup.archive.Manifest.Artifact;
import io.skerry.hub.backup.archive.Manifest.Artifacts;
import io.skerry.hub.backup.archive.Manifest.KeyFile;
import io.skerry.hub.backup.archive.Manifest.Keys;
import io.skerry.hub.backup.archive.Manifest.Table;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.hub.backup.database.SnapshotRepository;
import io.skerry.model.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the file of a backup: a draft beside it first, its name once it is whole and on the disk. */
public final class Packing {

    private static final String DRAFT = ".draft";

    private final ServerRepository server;
    private final HubFolder folder;
    private final ArtifactStore artifacts;
    private final Clock clock;

    /** Packs what that hub has. */
    public Packing(ServerRepository server, HubFolder folder, ArtifactStore artifacts, Clock clock) {
        this.server = server;
        this.folder = folder;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /**
     * Makes the file.
     *
     * @param key seals it and lets the hub's keys in; without one they stay out
     * @param copyArtifacts whether artifacts go in, or their digests alone
     */
    public Manifest pack(String name, Path file, @Nullable BackupKey key, boolean copyArtifacts, Watch watch)
            throws IOException {
        var target = Objects.requireNonNull(file.toAbsolutePath().getParent());
        HubFolder.requireRoom(target, server.size(), "the backup");
        removeDrafts(target, name);
        var draft = target.resolve("." + name + "-" + UUID.randomUUID() + DRAFT);
        try (var snapshot = SnapshotRepository.of(server)) {
            var manifest = write(snapshot, draft, name, key, copyArtifacts, watch);
            ArchiveWriter.force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            ArchiveWriter.force(target);
            return manifest;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Manifest write(
            SnapshotRepository snapshot,
            Path draft,
            String name,
            @Nullable BackupKey key,
            boolean copyArtifacts,
            Watch watch)
            throws IOException {
        var software = Software.own();
        var created = clock.instant();
        try (var archive = ArchiveWriter.begin(draft, key)) {
            var tables = tables(snapshot, archive, watch);
            var listed = artifacts(snapshot);
            if (copyArtifacts) {
                copy(listed, archive, watch);
            }
            var keys = HubFolder.keysIn(folder.keys());
            if (key != null) {
                seal(keys, archive);
            }
            var manifest = new Manifest(
                    Manifest.FORMAT,
                    name,
                    created,
                    software.version(),
                    software.build(),
                    snapshot.server(),
                    snapshot.schema(),
                    snapshot.origin(),
                    tables,
                    snapshot.sequences(),
                    new Artifacts(copyArtifacts, listed),
                    new Keys(key != null, keys));
            archive.finish(manifest);
            return manifest;
        }
    }

    private static List<Table> tables(SnapshotRepository snapshot, ArchiveWriter archive, Watch watch)
            throws IOException {
        Map<String, Table> copied = new HashMap<>();
        var names = snapshot.tables();
        for (var name : names) {
            watch.at(name + ", " + (copied.size() + 1) + " of " + names.size() + " tables");
            archive.table(name, out -> copied.put(name, snapshot.copy(name, out, watch::cancelled)));
        }
        return names.stream()
                .map(name -> Objects.requireNonNull(copied.get(name)))
                .toList();
    }

    private List<Artifact> artifacts(SnapshotRepository snapshot) throws IOException {
        var listed = new ArrayList<Artifact>();
        for (var digest : snapshot.artifacts()) {
            var size = artifacts.size(digest);
            listed.add(new Artifact(digest, size.isPresent() ? size.getAsLong() : null));
        }
        return listed;
    }

    private void copy(List<Artifact> listed, ArchiveWriter archive, Watch watch) throws IOException {
        for (var artifact : listed) {
            if (artifact.size() != null) {
                watch.at("artifact " + artifact.digest());
                archive.artifact(artifact.digest(), out -> {
                    try (var in = artifacts.open(artifact.digest(), 0)) {
                        in.transferTo(out);
                    }
                });
            }
        }
    }

    private void seal(List<KeyFile> keys, ArchiveWriter archive) throws IOException {
        for (var each : keys) {
            archive.key(each.name(), out -> Files.copy(folder.keys().resolve(each.name()), out));
        }
    }

    /** What an earlier try was killed over. */
    private static void removeDrafts(Path target, String name) throws IOException {
        try (var drafts = Files.newDirectoryStream(target, "." + name + "-*" + DRAFT)) {
            for (var draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }
}
