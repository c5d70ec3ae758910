package io.skerry.store.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a data center's store listens; owner and clients work it out alike. */
public final class StoreSocket {

    /** A socket's address holds 108 bytes at most; some are left for the system's own. */
    private static final int LONGEST_PATH = 100;

    private static final int HASH_DIGITS = 16;

    private StoreSocket() {}

    /**
     * {@code <folder>/run/store.sock}, or, where that is too long for a socket, {@code /tmp/skerry-<uid>-<hash>/store.sock}.
     *
     * @param dataCenterFolder absolute
     * @param uid of the folder's owner
     */
    public static Path path(Path dataCenterFolder, int uid) {
        var folder = dataCenterFolder.normalize();
        var beside = folder.resolve("run/store.sock");
        if (beside.toString().getBytes(UTF_8).length <= LONGEST_PATH) {
            return beside;
        }
        return Path.of("/tmp", "skerry-" + uid + "-" + hash(folder.toString()), "store.sock");
    }

    /** The same for a folder that exists, whatever name it is called by. */
    public static Path of(Path dataCenterFolder) throws IOException {
        var folder = dataCenterFolder.toRealPath();
        return path(folder, (Integer) Files.getAttribute(folder, "unix:uid"));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
