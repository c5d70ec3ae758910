package io.skerry.build.publish;

import io.skerry.model.artifact.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Artifacts as files of a folder; nothing is resumed or deleted. */
public final class FolderArtifacts implements ArtifactStore {

    private final Path folder;

    public FolderArtifacts(Path folder) {
        this.folder = folder;
    }

    /** Stores these bytes. */
    public String put(byte[] bytes) throws IOException {
        return put(new ByteArrayInputStream(bytes));
    }

    @Override
    public String put(InputStream bytes) throws IOException {
        Files.createDirectories(folder);
        var all = bytes.readAllBytes();
        try {
            var digest = "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(all));
            Files.write(file(digest), all);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void append(String digest, long offset, long total, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long received(String digest) {
        return 0;
    }

    @Override
    public OptionalLong size(String digest) throws IOException {
        return Files.exists(file(digest)) ? OptionalLong.of(Files.size(file(digest))) : OptionalLong.empty();
    }

    @Override
    public InputStream open(String digest, long offset) throws IOException {
        var stream = Files.newInputStream(file(digest));
        stream.skipNBytes(offset);
        return stream;
    }

    @Override
    public Path file(String digest) {
        return folder.resolve(digest.replace(':', '-'));
    }

    @Override
    public void delete(String digest) {
        throw new UnsupportedOperationException();
    }
}
