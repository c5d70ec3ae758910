package io.skerry.model.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Content-addressed storage. A digest is {@code sha256:} and 64 hex digits; what is stored never changes. */
public interface ArtifactStore {

    /** Stores the stream's bytes, whose digest and size are not known before; returns the digest once they are durable. */
    String put(InputStream bytes) throws IOException;

    /**
     * Appends to an unfinished artifact, for resumed transfers. At {@code total} bytes it is verified and becomes visible.
     *
     * @param offset must be the current {@link #received} of that digest
     * @throws ArtifactMismatch if the finished bytes have another digest; what was received is dropped
     */
    void append(String digest, long offset, long total, byte[] bytes) throws IOException;

    /** How many bytes of an unfinished artifact are here; 0 if none. */
    long received(String digest) throws IOException;

    /** The size of a finished artifact, empty if it is not here. */
    OptionalLong size(String digest) throws IOException;

    /** Reads a finished artifact from an offset on. */
    InputStream open(String digest, long offset) throws IOException;

    /** A file holding the finished artifact, for tools that need one. Read only. */
    Path file(String digest) throws IOException;

    /** Deletes it; nothing happens if it is not here. */
    void delete(String digest) throws IOException;
}
