package io.skerry.hub.backup.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals what is written with AES-256-GCM, chunk by chunk; whole only once closed. */
final class SealedOutput extends OutputStream {

    private final OutputStream out;
    private final byte[] header;
    private final SecretKeySpec key;
    private final byte[] chunk = new byte[SealHeader.CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    SealedOutput(OutputStream out, BackupKey key) throws IOException {
        var fresh = SealHeader.fresh(key);
        this.out = out;
        this.header = fresh.bytes();
        this.key = key.of(fresh);
        out.write(header);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (var at = offset; at < offset + length; ) {
            // A full chunk waits for the next byte: only then it is known not to be the last.
            if (filled == chunk.length) {
                seal(false);
            }
            var taken = Math.min(chunk.length - filled, offset + length - at);
            System.arraycopy(bytes, at, chunk, filled, taken);
            filled += taken;
            at += taken;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private void seal(boolean last) throws IOException {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key,
                    new GCMParameterSpec(SealHeader.TAG_BITS, SealHeader.nonce(number++, last)));
            cipher.updateAAD(header);
            out.write(cipher.doFinal(chunk, 0, filled));
            filled = 0;
        } catch (GeneralSecurityException e) {
            throw new IOException("a backup cannot be sealed", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
            out.close();
        }
    }
}
