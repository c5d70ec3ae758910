package io.skerry.edge.report;

import java.io.IOException;

/** Brings an artifact that was built here to the hub. */
@FunctionalInterface
public interface ArtifactUpload {

    /**
     * Returns once the hub has it, or has said that it does not want it.
     *
     * @throws IOException if the hub cannot be reached; what it has received is not sent again
     */
    void upload(String digest) throws IOException, InterruptedException;
}
