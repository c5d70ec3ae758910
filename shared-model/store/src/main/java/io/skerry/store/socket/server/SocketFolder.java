package io.skerry.store.socket.server;

import io.skerry.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The folder of a socket, which only its owner can enter; it may be one in /tmp that somebody else was quicker to make. */
final class SocketFolder {

    private SocketFolder() {}

    /**
     * Makes the folder, or takes the one that is there if it is a trusted user's.
     *
     * @throws StoreException if it is somebody else's, or no folder
     */
    static void prepare(Path folder, Set<UserPrincipal> trusted) throws IOException {
        var ours = PosixFilePermissions.fromString("rwx------");
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ours));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !trusted.contains(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw new StoreException("the edge store cannot listen in " + folder + ": it is there and not ours", e);
            }
            Files.setPosixFilePermissions(folder, ours);
        }
    }
}
