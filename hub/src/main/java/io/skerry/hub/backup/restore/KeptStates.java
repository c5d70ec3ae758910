package io.skerry.hub.backup.restore;

import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.database.RenewalRepository;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.hub.backup.work.HubFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Earlier states of the hub's database, kept beside it until somebody says that they may go. */
final class KeptStates {

    private static final String KEPT = "_before_";
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final ServerRepository server;
    private final HubFolder folder;
    private final Clock clock;

    KeptStates(ServerRepository server, HubFolder folder, Clock clock) {
        this.server = server;
        this.folder = folder;
        this.clock = clock;
    }

    String freshId() {
        return ID.format(clock.instant());
    }

    /** What the state of that id is called. */
    String name(String id) {
        return server.database() + KEPT + id;
    }

    /** Where its keys lie, if they were others. */
    static String keys(String id) {
        return "keys-before-" + id;
    }

    /** All of them, oldest first. */
    List<String> all() {
        return server.names(server.database() + KEPT);
    }

    /**
     * The hub's database becomes the newest of them again, and is itself kept. Data centers have heard of later things meanwhile, so they
     * are looked at first here too.
     *
     * @return what the state before is called now
     */
    String back() throws IOException {
        var all = all();
        if (all.isEmpty()) {
            throw new BackupRefused("no earlier state is kept", "Restore a backup: ./skerry restore FILE.");
        }
        var wanted = all.getLast();
        RenewalRepository.renew(server, wanted);
        var keys = keys(wanted.substring(wanted.indexOf(KEPT) + KEPT.length()));
        var id = freshId();
        new PendingSwitch(
                        wanted, name(id), Files.isDirectory(folder.root().resolve(keys)) ? keys : null, keys(id), false)
                .carryOut(folder.root(), server);
        return name(id);
    }

    /** Takes them all away; says which. */
    List<String> forget() throws IOException {
        var all = all();
        for (var each : all) {
            server.drop(each);
            KeyFolders.delete(folder.root().resolve(keys(each.substring(each.indexOf(KEPT) + KEPT.length()))));
        }
        return all;
    }
}
