package io.skerry.edge.runtime.process.machine;

import io.skerry.model.name.ApplicationRef;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which system user each application of a data center has: its own for ever, also after a restart of the agent. A number is written down
 * before it is used, and never given to another application: files that the first one left would be open to it.
 */
public final class UserLedger {

    private static final int FIRST = 200_000;
    private static final int COUNT = 300_000;

    private final Path file;

    public UserLedger(Path file) {
        this.file = file;
    }

    /** The user of an application. */
    synchronized int user(ApplicationRef application) throws IOException {
        var users = read();
        var known = users.get(application.toString());
        if (known != null) {
            return known;
        }
        var user = free(application, users);
        users.put(application.toString(), user);
        write(users);
        return user;
    }

    /** Begins where the name's hash says: the user that an application had before there was a ledger. */
    private static int free(ApplicationRef application, Map<String, Integer> users) throws IOException {
        var begin = Math.floorMod(application.toString().hashCode(), COUNT);
        for (var step = 0; step < COUNT; step++) {
            var user = FIRST + (begin + step) % COUNT;
            if (!users.containsValue(user)) {
                return user;
            }
        }
        throw new IOException("all " + COUNT + " system users for applications are given out");
    }

    private Map<String, Integer> read() throws IOException {
        try {
            return new TreeMap<>(
                    Values.read(Files.readAllBytes(file), Content.class).users());
        } catch (NoSuchFileException _) {
            return new TreeMap<>();
        }
    }

    private void write(Map<String, Integer> users) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        // Names of tenants: not for instances, which are other users of this machine.
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, Values.write(new Content(users)));
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private record Content(Map<String, Integer> users) {}
}
