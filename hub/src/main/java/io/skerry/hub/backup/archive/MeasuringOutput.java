package io.skerry.hub.backup.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Measures what goes through; closing it leaves the stream behind it open. */
public final class MeasuringOutput extends OutputStream {

    private final OutputStream out;
    private final MessageDigest digest;
    private long bytes;

    /** Hands everything on to that stream. */
    public MeasuringOutput(OutputStream out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        out.write(content, offset, length);
        digest.update(content, offset, length);
        bytes += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** What went through; to be asked once. */
    public Measured measured() {
        return new Measured(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
