package io.skerry.model.site;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a data center holds, as one number: Σ H(key, version, digest) mod 2²⁵⁶ over live objects. It does not depend on order, and an
 * object is added or taken away without looking at the others.
 *
 * @param text 64 hex digits
 */
public record Holding(String text) {

    /** Of a data center that holds nothing. */
    public static final Holding NOTHING = new Holding("0".repeat(64));

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    /** This and one more object. */
    public Holding with(String key, long version, String digest) {
        return of(number().add(hash(key, version, digest)));
    }

    /** This without an object that was in it. */
    public Holding without(String key, long version, String digest) {
        return of(number().subtract(hash(key, version, digest)));
    }

    /** What {@link #text} wrote. */
    public static Holding parse(String text) {
        return new Holding(text);
    }

    private BigInteger number() {
        return new BigInteger(text, 16);
    }

    private static Holding of(BigInteger number) {
        var text = number.mod(MODULUS).toString(16);
        return new Holding("0".repeat(64 - text.length()) + text);
    }

    private static BigInteger hash(String key, long version, String digest) {
        try {
            var bytes = (key + '\n' + version + '\n' + digest).getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digest of a site object's body: sha-256 in lower-case hex. */
    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
