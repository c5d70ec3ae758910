package io.skerry.model.artifact;

import java.io.IOException;

/** Brings an artifact from the hub into this data center's store; returns at once if it is there. */
@FunctionalInterface
public interface ArtifactFetch {

    /**
     * Returns once the artifact is in the local store and verified.
     *
     * @throws IOException if the hub cannot be reached, does not have it, or sent other bytes
     */
    void fetch(String digest) throws IOException;
}
