package io.skerry.hub.backup.archive;

import io.skerry.hub.backup.archive.BackupKey.Derivation;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a sealed file begins. Every chunk is bound to it, so that nothing of it can be changed.
 *
 * @param memory of Argon2id in KiB
 * @param passes of Argon2id
 */
record SealHeader(Derivation derivation, int memory, int passes, byte[] salt) {

    static final int CHUNK = 64 * 1024;
    static final int TAG_BITS = 128;
    static final int TAG = TAG_BITS / 8;

    private static final byte[] MAGIC = {'S', 'K', 'E', 'R', 'R', 'Y', 'B', 1};
    private static final int SALT = 16;
    private static final int SIZE = MAGIC.length + 1 + 2 * Integer.BYTES + SALT;
    private static final int MEMORY = 64 * 1024;
    private static final int PASSES = 3;
    /** What a file may ask of whoever opens it. */
    private static final int MOST_MEMORY = 256 * 1024;

    private static final int MOST_PASSES = 16;

    /** A new one for that key. */
    static SealHeader fresh(BackupKey key) {
        var salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new SealHeader(key.derivation(), MEMORY, PASSES, salt);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(SIZE)
                .put(MAGIC)
                .put(derivation.number())
                .putInt(memory)
                .putInt(passes)
                .put(salt)
                .array();
    }

    /** The header; empty if the file is no sealed one. */
    static Optional<SealHeader> read(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(SIZE);
        if (bytes.length < SIZE || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        var rest = ByteBuffer.wrap(bytes, MAGIC.length, SIZE - MAGIC.length);
        var derivation = rest.get();
        var header = new SealHeader(
                derivation == 0 ? Derivation.KEY : Derivation.ARGON2ID,
                rest.getInt(),
                rest.getInt(),
                Arrays.copyOfRange(bytes, SIZE - SALT, SIZE));
        if (derivation < 0
                || derivation > 1
                || header.memory < 8
                || header.memory > MOST_MEMORY
                || header.passes < 1
                || header.passes > MOST_PASSES) {
            throw new BackupRefused(
                    "the backup's header makes no sense",
                    "The file is damaged, or of a newer Skerry; take another one.");
        }
        return Optional.of(header);
    }

    /** The nonce of a chunk: its number and whether it is the last, so that none can be dropped, doubled or moved. */
    static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(12)
                .putShort((short) 0)
                .put((byte) 0)
                .put((byte) (last ? 1 : 0))
                .putLong(number)
                .array();
    }
}
