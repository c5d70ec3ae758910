package io.skerry.edge.runtime.process;

import io.skerry.model.artifact.ArtifactStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A store without anything in it. */
final class NoArtifacts implements ArtifactStore {

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
    public InputStream open(String digest, long offset) throws IOException {
        throw new FileNotFoundException(digest);
    }

    @Override
    public Path file(String digest) throws IOException {
        throw new FileNotFoundException(digest);
    }

    @Override
    public void delete(String digest) {}
}
