package io.skerry.edge.runtime.process.machine;

import io.skerry.model.name.ApplicationRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides who runs what: every application its own user when the agent is root, else the agent's user. */
public final class Owners {

    private final @Nullable UserLedger users;
    private final List<String> note;

    private Owners(@Nullable UserLedger users, List<String> note) {
        this.users = users;
        this.note = note;
    }

    /**
     * Looks who the agent is and whether others can enter its folder.
     *
     * @param ledger where it is kept which application has which user
     */
    public static Owners decide(Path folder, Path ledger) throws IOException {
        var root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        if (!root) {
            return new Owners(null, List.of());
        }
        for (var parent = folder.toRealPath(); parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return new Owners(
                        null,
                        List.of(
                                "Instances run as root here: other users cannot enter " + parent
                                        + ". Keep the data center's folder where they can (chmod o+x), and each application gets a user of its own."));
            }
        }
        return new Owners(new UserLedger(ledger), List.of());
    }

    /** What is unusual about it, for users; empty if nothing is. */
    public List<String> note() {
        return note;
    }

    /** Who runs the instances of an application: the same user always, closed to other applications. */
    public Owner of(ApplicationRef application) {
        try {
            return users == null ? Owner.AGENT : new Owner(users.user(application));
        } catch (IOException e) {
            throw new UncheckedIOException("the system user of " + application + " is not known", e);
        }
    }
}
