package io.skerry.cli.source;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file ready to be sent.
 *
 * @param digest {@code sha256:…} of it
 * @param count files, folders and links in it, 0 if it was not packed here
 * @param isDraft whether the file is ours to delete
 */
public record PackedSource(Path file, String digest, long bytes, int count, boolean isDraft) implements AutoCloseable {

    private static final long MANY_BYTES = 2L << 30;
    private static final int MANY_FILES = 20_000;

    /** Packs a folder into a temporary file. */
    public static PackedSource of(GivenSource.Folder given) {
        try {
            var folder = SourceFolder.of(given.path());
            var file = Files.createTempFile("skerry-source-", ".tar.gz");
            try (var out = Files.newOutputStream(file)) {
                folder.pack(out);
            }
            return new PackedSource(file, digest(file), folder.bytes(), folder.count(), true);
        } catch (IOException e) {
            throw CliFault.failed("cannot pack " + given.path() + ": " + e.getMessage(), null);
        }
    }

    /** Takes an archive as it is. */
    public static PackedSource of(GivenSource.Archive given) {
        try {
            return new PackedSource(given.path(), digest(given.path()), Files.size(given.path()), 0, false);
        } catch (IOException e) {
            throw CliFault.failed("cannot read " + given.path() + ": " + e.getMessage(), null);
        }
    }

    /** A sentence about a source so large that something in it was probably not meant. */
    public Optional<String> warning() {
        if (bytes > MANY_BYTES || count > MANY_FILES) {
            return Optional.of("warning: this is a large source, " + (bytes >> 20) + " MiB in " + count
                    + " files; are build results or data in that folder?");
        }
        return Optional.empty();
    }

    /** Size of what is sent, in bytes. */
    public long packedBytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw CliFault.failed("cannot read " + file + ": " + e.getMessage(), null);
        }
    }

    @Override
    public void close() {
        if (isDraft) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw CliFault.failed("cannot delete " + file + ": " + e.getMessage(), null);
            }
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
