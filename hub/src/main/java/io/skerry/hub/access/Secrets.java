package io.skerry.hub.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Makes and recognises the texts that let somebody in: a typed prefix, 160 random bits, a checksum that finds typing errors. */
final class Secrets {

    static final String TOKEN = "skp_";
    static final String SESSION = "sks_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 20;
    private static final int LENGTH = 31;
    private static final int CHECK_LENGTH = 7;

    private Secrets() {}

    /** A new secret of that type. */
    static String make(String prefix) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var body = prefix + padded(new BigInteger(1, bytes), LENGTH);
        return body + check(body);
    }

    /** A password that a person can type: four groups of five letters and digits. */
    static String password() {
        var text = padded(new BigInteger(103, RANDOM), 20).substring(0, 20);
        return text.replaceAll("(.{5})(?!$)", "$1-");
    }

    /** Whether it has the shape of a secret of that type; saves a look into the database. */
    static boolean wellFormed(String prefix, String text) {
        var length = prefix.length() + LENGTH;
        return text.length() == length + CHECK_LENGTH
                && text.startsWith(prefix)
                && text.substring(length).equals(check(text.substring(0, length)));
    }

    /** What is stored of a secret: with 160 random bits a plain hash cannot be guessed backwards. */
    static String lookup(String secret) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String check(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return padded(BigInteger.valueOf(crc.getValue()), CHECK_LENGTH);
    }

    private static String padded(BigInteger number, int length) {
        var text = number.toString(36);
        return "0".repeat(Math.max(0, length - text.length())) + text;
    }
}
