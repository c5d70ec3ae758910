package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Tells archives apart by their first bytes; {@code .zip}, {@code .tar.gz} and {@code .tar} are read, others refused by name. */
final class ArchiveFormat {

    private static final int HEADER = 512;
    private static final String ADVICE = "upload the folder itself, or a .tar.gz or .zip of it";

    private ArchiveFormat() {}

    /** Whether it is a {@code .zip}, an empty one too. */
    static boolean isZip(Path archive) throws IOException {
        try (var stream = Files.newInputStream(archive)) {
            var head = stream.readNBytes(4);
            return startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6);
        }
    }

    /** The stream of the tar within. */
    static InputStream tar(InputStream packed) throws IOException, BuildFailure {
        var stream = new BufferedInputStream(packed, 64 << 10);
        var head = head(stream);
        if (startsWith(head, 0x1f, 0x8b)) {
            var unpacked = new BufferedInputStream(new GZIPInputStream(stream, 64 << 10), 64 << 10);
            requireTar(head(unpacked));
            return unpacked;
        }
        if (startsWith(head, 'B', 'Z', 'h')) {
            throw BuildFailure.notAvailableYet("an archive in the format .tar.bz2", ADVICE);
        }
        if (startsWith(head, 0xfd, '7', 'z')) {
            throw BuildFailure.notAvailableYet("an archive in the format .tar.xz", ADVICE);
        }
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            throw BuildFailure.notAvailableYet("an archive in the format .tar.zst", ADVICE);
        }
        requireTar(head);
        return stream;
    }

    /** A tar says so in its header; one of zeros only is an empty one; very old ones say nothing and are not read. */
    private static void requireTar(byte[] head) throws BuildFailure {
        var says = head.length == HEADER && new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
        if (!says) {
            throw BuildFailure.refused("the archive is neither a tar archive nor a zip archive", ADVICE);
        }
    }

    private static byte[] head(BufferedInputStream stream) throws IOException {
        stream.mark(HEADER);
        var head = stream.readNBytes(HEADER);
        stream.reset();
        return head;
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        for (var i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
