package io.skerry.store.socket;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Whom this process talks to over the socket: processes of its own user, and of root. */
public final class Peers {

    private Peers() {}

    /** The user this process runs as. */
    private static UserPrincipal self() throws IOException {
        return user(new UnixSystem().getUid());
    }

    /** This process's user and root. */
    public static Set<UserPrincipal> trusted() throws IOException {
        var root = user(0);
        var self = self();
        return self.equals(root) ? Set.of(root) : Set.of(self, root);
    }

    /** Ends a connection with anyone else; the kernel vouches for who it is. */
    public static void check(SocketChannel channel, Set<UserPrincipal> trusted) throws IOException {
        var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!trusted.contains(peer)) {
            throw new IOException("the process at the other end runs as " + peer.getName() + ", who is not trusted");
        }
    }

    /** The name may be unknown to this machine; a number is always understood. */
    private static UserPrincipal user(long uid) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(Long.toString(uid));
    }
}
