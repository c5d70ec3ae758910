package io.skerry.model.artifact;

import java.io.IOException;

/** The bytes do not have the digest they were announced with. */
public final class ArtifactMismatch extends IOException {

    private static final long serialVersionUID = 1L;

    public ArtifactMismatch(String expected, String found) {
        super("the bytes have digest " + found + ", expected " + expected);
    }
}
