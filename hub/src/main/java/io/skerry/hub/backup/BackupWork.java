package io.skerry.hub.backup;

import io.skerry.hub.HubSettings;
import io.skerry.hub.backup.BackupRecord.State;
import io.skerry.hub.backup.archive.BackupKey;
import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.hub.backup.work.HubFolder;
import io.skerry.hub.backup.work.Packing;
import io.skerry.hub.backup.work.Trial;
import io.skerry.model.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The parts of a backup, each of which may take long; nothing here runs in a transaction of the hub's pools. */
@Component
class BackupWork {

    private final HubSettings settings;
    private final BackupFolder folder;
    private final ArtifactStore artifacts;
    private final Clock clock;

    BackupWork(HubSettings settings, BackupFolder folder, ArtifactStore artifacts, Clock clock) {
        this.settings = settings;
        this.folder = folder;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /** Makes the file; one of that name that is there already is taken as it is. */
    BackupRecord pack(String name, boolean copyArtifacts, Job watch) throws IOException {
        var there = folder.find(name);
        if (there.isPresent()) {
            return there.get();
        }
        var key = key();
        var file = folder.file(name, key != null);
        var began = clock.instant();
        var packing = new Packing(server(), new HubFolder(settings.data()), artifacts, clock);
        var manifest = packing.pack(name, file, key, copyArtifacts, watch);
        var record = new BackupRecord(
                manifest,
                String.valueOf(file.getFileName()),
                Files.size(file),
                key != null,
                Duration.between(began, clock.instant()).toMillis(),
                BackupRecord.Trial.NONE);
        folder.put(record);
        return record;
    }

    /** Reads it back and notes how that went, also if it went wrong. */
    BackupRecord prove(BackupRecord record, Job watch) throws IOException {
        var began = clock.instant();
        try {
            var trial = new Trial(server(), new HubFolder(settings.data()));
            trial.of(record.name(), folder.path().resolve(record.file()), key(record), watch);
            return noted(record, State.PROVEN, began, null);
        } catch (BackupRefused e) {
            if (!e.isDamage()) {
                throw unchecked(record, e.sentence(), e.advice(), e);
            }
            noted(record, State.FAILED, began, e.sentence());
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unchecked(record, e.toString(), "See that the hub may read its folder of backups.", e);
        }
    }

    /** A key that is gone, a server or a disk that has no room say nothing about the backup: it stays as good as it was. */
    private BackupRefused unchecked(BackupRecord record, String why, String advice, Exception cause)
            throws IOException {
        var message = "could not be checked: " + why;
        var before = record.trial();
        folder.put(record.with(new BackupRecord.Trial(before.state(), before.at(), before.tookMillis(), message)));
        return new BackupRefused("backup " + record.name() + " " + message, advice, cause);
    }

    /** Takes away what is past its time; says how many. */
    int retain() throws IOException {
        var backup = settings.backup();
        var retention = new Retention(backup.keep(), Duration.ofDays(backup.keepDays()));
        var gone = retention.outOfDate(folder.all(), clock.instant());
        for (var each : gone) {
            folder.delete(each);
        }
        return gone.size();
    }

    private BackupRecord noted(BackupRecord record, State state, java.time.Instant began, @Nullable String message)
            throws IOException {
        var now = clock.instant();
        var took = Duration.between(began, now).toMillis();
        var next = record.with(new BackupRecord.Trial(state, now, took, message));
        folder.put(next);
        return next;
    }

    private ServerRepository server() {
        return new ServerRepository(settings.database());
    }

    private @Nullable BackupKey key(BackupRecord record) {
        return record.sealed() ? key() : null;
    }

    private @Nullable BackupKey key() {
        var backup = settings.backup();
        if (backup.keyFile() != null) {
            return BackupKey.ofKeyFile(backup.keyFile());
        }
        return backup.passphraseFile() == null ? null : BackupKey.ofPassphraseFile(backup.passphraseFile());
    }
}
