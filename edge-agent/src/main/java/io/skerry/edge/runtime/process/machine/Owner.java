package io.skerry.edge.runtime.process.machine;

import io.skerry.machine.process.ProcessUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The user that the instances of an application run as.
 *
 * @param uid negative: the agent's own
 */
public record Owner(int uid) {

    public static final Owner AGENT = new Owner(-1);

    private boolean isAgent() {
        return uid < 0;
    }

    /** Gives a file or folder to this user; a link itself, not what it points to. */
    public void own(Path path) throws IOException {
        if (!isAgent()) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Whether a file is this user's. */
    public boolean owns(Path path) throws IOException {
        return isAgent()
                || Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(uid);
    }

    /**
     * Whether a process may be one that this user started. A user of its own has no way to be another; the agent's may, if it is root:
     * instances that run as root can start what runs as somebody else.
     */
    public boolean mayHaveStarted(long pid) {
        return isAgent() || ProcessUser.of(pid).equals(OptionalInt.of(uid));
    }

    /** What a command must be prefixed with to run as this user, without a way back. */
    public List<String> become() {
        return isAgent()
                ? List.of()
                : List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--no-new-privs", "--");
    }
}
