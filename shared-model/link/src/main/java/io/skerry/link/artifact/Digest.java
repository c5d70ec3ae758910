package io.skerry.link.artifact;

import io.skerry.model.error.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of an artifact: {@code sha256:} and 64 hex digits. Nothing else ever becomes a part of a path. */
record Digest(String hex) {

    private static final String ALGORITHM = "sha256:";
    private static final Pattern SHAPE = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");
    private static final int BUFFER = 64 * 1024;

    static Digest parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new InvalidInput("'" + text + "' is no artifact digest: write sha256: and 64 hex digits");
        }
        return new Digest(text.substring(ALGORITHM.length()));
    }

    static Digest of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream());
        }
    }

    /** Copies the stream and returns the digest of what went by. */
    static Digest copy(InputStream in, OutputStream out) throws IOException {
        var sha = sha256();
        var buffer = new byte[BUFFER];
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sha.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return ALGORITHM + hex;
    }
}
