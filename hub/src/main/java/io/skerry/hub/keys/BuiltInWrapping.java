package io.skerry.hub.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM under a key that lies in a file of the hub's folder, made at the first start. */
final class BuiltInWrapping implements Wrapping {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;

    private final SecretKeySpec key;
    private final SecretKeySpec fingerprints;
    private final SecureRandom random = new SecureRandom();

    private BuiltInWrapping(byte[] secret) {
        this.key = new SecretKeySpec(mac(new SecretKeySpec(secret, "HmacSHA256"), "wrap".getBytes(UTF_8)), "AES");
        this.fingerprints = new SecretKeySpec(
                mac(new SecretKeySpec(secret, "HmacSHA256"), "fingerprint".getBytes(UTF_8)), "HmacSHA256");
    }

    /** Opens the key of that folder, or makes a new one. */
    static BuiltInWrapping open(Path folder) throws IOException {
        var file = folder.resolve("wrapping.key");
        if (!Files.exists(file)) {
            var secret = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(secret);
            write(file, secret);
        }
        var secret = Files.readAllBytes(file);
        if (secret.length != KEY_BYTES) {
            throw new IOException(file + " has " + secret.length + " bytes, not " + KEY_BYTES
                    + ": restore it from a backup, what it wrapped cannot be read without it");
        }
        return new BuiltInWrapping(secret);
    }

    /** Whole or not at all, and never over another: what a key wrapped is unreadable without it. */
    private static void write(Path file, byte[] secret) throws IOException {
        var folder = Objects.requireNonNull(file.getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var next = Files.createTempFile(folder, "wrapping", ".next", ownerOnly);
        try {
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(secret));
                channel.force(true);
            }
            Files.createLink(file, next);
        } catch (FileAlreadyExistsException e) {
            // another hub made one at the same time: that one counts
        } finally {
            Files.delete(next);
        }
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    @Override
    public byte[] wrap(byte[] plain, String purpose) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is to be kept cannot be wrapped", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE_BYTES), purpose)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("what is kept cannot be unwrapped: was it wrapped under another key?", e);
        }
    }

    @Override
    public String fingerprint(byte[] plain) {
        return HexFormat.of().formatHex(mac(fingerprints, plain), 0, FINGERPRINT_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }
}
