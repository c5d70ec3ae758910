package io.skerry.edge.report;

import java.io.IOException;

/** Brings an artifact that was built here to the hub. */
@FunctionalInterface
public interface ArtifactUpload {

    /**
     * Returns once the hub has it.
     *
     * @throws IOException if it did not get there now; what the hub has received is not sent again
     * @throws UploadRefused if it never will
     */
    void upload(String digest) throws IOException, UploadRefused, InterruptedException;
}
