package io.skerry.edge.runtime.process;

import io.skerry.model.artifact.ArtifactStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The artifacts that lie in a folder under their digests. */
public final class FolderArtifacts implements ArtifactStore {

    private final Path folder;

    public FolderArtifacts(Path folder) {
        this.folder = folder;
    }

    @Override
    public String put(InputStream bytes) {
        throw new UnsupportedOperationException();
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
    public OptionalLong size(String digest) {
        return OptionalLong.empty();
    }

    @Override
    public InputStream open(String digest, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path file(String digest) throws IOException {
        var file = folder.resolve(digest.substring(digest.indexOf(':') + 1));
        if (!Files.exists(file)) {
            throw new FileNotFoundException(digest);
        }
        return file;
    }

    @Override
    public void delete(String digest) {}
}
