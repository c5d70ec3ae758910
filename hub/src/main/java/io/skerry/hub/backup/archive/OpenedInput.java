package io.skerry.hub.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads what {@link SealedOutput} wrote. Gives out no byte that was not checked. */
final class OpenedInput extends InputStream {

    private final PushbackInputStream in;
    private final byte[] header;
    private final SecretKeySpec key;
    private byte[] chunk = {};
    private int at;
    private long number;
    private boolean ended;

    /** @param in after the header */
    OpenedInput(InputStream in, SealHeader header, BackupKey key) {
        this.in = new PushbackInputStream(in, 1);
        this.header = header.bytes();
        this.key = key.of(header);
    }

    @Override
    public int read() throws IOException {
        return filled() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        var taken = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, taken);
        at += taken;
        return taken;
    }

    private boolean filled() throws IOException {
        while (at == chunk.length && !ended) {
            open();
        }
        return at < chunk.length;
    }

    private void open() throws IOException {
        var sealed = in.readNBytes(SealHeader.CHUNK + SealHeader.TAG);
        var next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        ended = next < 0;
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(SealHeader.TAG_BITS, SealHeader.nonce(number++, ended)));
            cipher.updateAAD(header);
            chunk = cipher.doFinal(sealed);
            at = 0;
        } catch (AEADBadTagException e) {
            throw number == 1
                    ? new BackupRefused(
                            "the backup does not open with this key or passphrase, or its beginning is damaged",
                            "Name the file with the key or passphrase that it was sealed with.",
                            e)
                    : BackupRefused.damaged(
                            "the backup is damaged or cut short in its chunk " + number,
                            "Take another copy of it, or another backup.",
                            e);
        } catch (GeneralSecurityException e) {
            throw new IOException("a backup cannot be opened", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
