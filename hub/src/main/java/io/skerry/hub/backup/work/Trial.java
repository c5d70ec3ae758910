package io.skerry.hub.backup.work;

import io.skerry.hub.backup.archive.Archive;
import io.skerry.hub.backup.archive.BackupKey;
import io.skerry.hub.backup.archive.Manifest;
import io.skerry.hub.backup.database.DraftRepository;
import io.skerry.hub.backup.database.ServerRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Proves a backup: reads it into a database of its own on the same server and compares every table with what was written. */
public final class Trial {

    /** What databases for trials are called; whatever is called so may be dropped. */
    static final String PREFIX = "skerry_trial_";

    private final ServerRepository server;
    private final HubFolder folder;

    /** A trial on that server, by the hub of that folder. */
    public Trial(ServerRepository server, HubFolder folder) {
        this.server = server;
        this.folder = folder;
    }

    /** How many bytes reading that in takes on the server's disk: the rows, their indexes and the write-ahead log. */
    public static long room(Manifest manifest) {
        return 3 * manifest.bytes() + (64 << 20);
    }

    /** Reads it in, compares and drops what it was read into. */
    public void of(String name, Path file, @Nullable BackupKey key, Watch watch) throws IOException {
        var database = PREFIX + name.replaceAll("[^A-Za-z0-9]", "_");
        watch.at("reading the file");
        var archive = Archive.open(file, key);
        if (server.isHere()) {
            // a server that keeps its folder to itself is the one that lies beside the hub's
            HubFolder.requireRoom(server.folder().orElse(folder.root()), room(archive.manifest()), "reading it back");
        }
        try {
            load(server, database, archive, watch);
        } finally {
            server.drop(database);
        }
    }

    /** Reads an archive into a new database and compares. */
    public static DraftRepository load(ServerRepository server, String database, Archive archive, Watch watch)
            throws IOException {
        var manifest = archive.manifest();
        watch.at("making tables");
        var draft = DraftRepository.make(server, database, manifest.schema());
        watch.at("reading " + manifest.rows() + " rows in");
        draft.load(
                manifest,
                loading -> archive.visit(new Archive.Visitor() {
                    @Override
                    public void table(String table, InputStream rows) throws IOException {
                        loading.table(table, rows);
                    }
                }));
        watch.at("comparing " + manifest.tables().size() + " tables");
        draft.compare(manifest);
        return draft;
    }
}
