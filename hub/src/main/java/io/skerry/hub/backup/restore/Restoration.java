package io.skerry.hub.backup.restore;

import io.skerry.hub.backup.archive.Archive;
import io.skerry.hub.backup.archive.BackupKey;
import io.skerry.hub.backup.database.DraftRepository;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.hub.backup.work.HubFolder;
import io.skerry.hub.backup.work.Trial;
import io.skerry.hub.backup.work.Watch;
import io.skerry.link.artifact.FileArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a backup back into a database beside the hub's own, checks it, begins the hub's new life in it, and lets the two change places.
 * Until then the old state is as it was; afterwards it is kept.
 */
final class Restoration {

    private static final String DRAFT = "_next_";

    private final ServerRepository server;
    private final HubFolder folder;
    private final Archive archive;
    private final KeyFolders.Choice keys;
    private final Watch watch;

    private Restoration(
            ServerRepository server, HubFolder folder, Archive archive, KeyFolders.Choice keys, Watch watch) {
        this.server = server;
        this.folder = folder;
        this.archive = archive;
        this.keys = keys;
        this.watch = watch;
    }

    /** What came of it. */
    record Done(String kept, String incarnation, boolean keysCame, List<String> absentArtifacts) {}

    /** Looks whether everything is there that it takes; changes nothing. */
    static Restoration prepare(
            ServerRepository server,
            HubFolder folder,
            Path file,
            @Nullable BackupKey key,
            boolean withoutKeys,
            Watch watch)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new io.skerry.hub.backup.archive.BackupRefused(
                    "there is no file " + file, "Name a file that skerry backup download wrote.");
        }
        watch.at("reading the file");
        var archive = Archive.open(file, key);
        DraftRepository.requireKnown(archive.manifest().schema(), server);
        HubFolder.requireRoom(folder.root(), Trial.room(archive.manifest()), "restoring");
        return new Restoration(
                server, folder, archive, KeyFolders.choose(archive.manifest(), folder, withoutKeys), watch);
    }

    Archive archive() {
        return archive;
    }

    /**
     * Does it.
     *
     * @param noWayBack is called before the databases change places
     */
    Done run(KeptStates states, Runnable noWayBack) throws IOException {
        dropDrafts();
        var id = states.freshId();
        var next = server.database() + DRAFT + id;
        var draft = Trial.load(server, next, archive, watch);
        watch.at("beginning a new life");
        var incarnation = draft.renew();
        bringArtifacts();
        var laid = keys == KeyFolders.Choice.COME ? "keys-next-" + id : null;
        if (laid != null) {
            KeyFolders.lay(archive, folder.root().resolve(laid));
        }
        watch.at("changing places");
        noWayBack.run();
        var kept = states.name(id);
        new PendingSwitch(next, kept, laid, KeptStates.keys(id), true).carryOut(folder.root(), server);
        return new Done(kept, incarnation, laid != null, absentArtifacts());
    }

    /** What earlier tries were killed over. */
    private void dropDrafts() {
        server.names(server.database() + DRAFT).forEach(server::drop);
    }

    private void bringArtifacts() throws IOException {
        if (!archive.manifest().artifacts().copied()) {
            return;
        }
        var store = FileArtifactStore.open(folder.artifacts());
        archive.visit(new Archive.Visitor() {
            @Override
            public void artifact(String digest, InputStream bytes) throws IOException {
                if (store.size(digest).isEmpty()) {
                    store.put(bytes);
                }
            }
        });
    }

    private List<String> absentArtifacts() throws IOException {
        var store = FileArtifactStore.open(folder.artifacts());
        var absent = new ArrayList<String>();
        for (var artifact : archive.manifest().artifacts().listed()) {
            if (store.size(artifact.digest()).isEmpty()) {
                absent.add(artifact.digest());
            }
        }
        return absent;
    }
}
