package io.skerry.hub.backup.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** What seals backups: a key, or a passphrase that a key is derived from. Read from a file and from nowhere else. */
public final class BackupKey {

    private static final int KEY_BYTES = 32;
    private static final int SHORTEST = 12;

    private final Derivation derivation;
    private final byte[] secret;

    /** How a file's key comes about; the number stands in the file. */
    enum Derivation {
        KEY(0),
        ARGON2ID(1);

        private final int number;

        Derivation(int number) {
            this.number = number;
        }

        byte number() {
            return (byte) number;
        }
    }

    private BackupKey(Derivation derivation, byte[] secret) {
        this.derivation = derivation;
        this.secret = secret;
    }

    /** The key in a file: 32 bytes, or 64 hex digits. */
    public static BackupKey ofKeyFile(Path file) {
        var content = read(file, "the key file");
        if (content.length == KEY_BYTES) {
            return new BackupKey(Derivation.KEY, content);
        }
        var text = new String(content, java.nio.charset.StandardCharsets.UTF_8).strip();
        if (!text.matches("[0-9a-fA-F]{64}")) {
            throw new BackupRefused(
                    "the key file " + file + " holds no key",
                    "A key has 32 bytes, or 64 hex digits: head -c 32 /dev/urandom > FILE");
        }
        return new BackupKey(Derivation.KEY, HexFormat.of().parseHex(text));
    }

    /** The passphrase in a file, without the white space around it. */
    public static BackupKey ofPassphraseFile(Path file) {
        var content = read(file, "the passphrase file");
        var text = new String(content, java.nio.charset.StandardCharsets.UTF_8).strip();
        if (text.length() < SHORTEST) {
            throw new BackupRefused(
                    "the passphrase in " + file + " has " + text.length() + " characters",
                    "Take one of at least " + SHORTEST + ".");
        }
        return new BackupKey(Derivation.ARGON2ID, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Derivation derivation() {
        return derivation;
    }

    /** The key of one file: another salt, another key, so that counting chunks from 0 repeats nothing. */
    SecretKeySpec of(SealHeader header) {
        var root = switch (derivation) {
            case KEY -> secret;
            case ARGON2ID -> argon2id(header);
        };
        return new SecretKeySpec(mac(root, header.salt()), "AES");
    }

    private byte[] argon2id(SealHeader header) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(header.salt())
                .withMemoryAsKB(header.memory())
                .withIterations(header.passes())
                .withParallelism(1)
                .build());
        var key = new byte[KEY_BYTES];
        generator.generateBytes(secret, key);
        return key;
    }

    private static byte[] mac(byte[] key, byte[] salt) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update("skerry backup".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(salt), KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] read(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BackupRefused(
                    what + " cannot be read: " + file, "Name a file that only you and the hub may read.", e);
        }
    }
}
