package io.skerry.hub.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords as they are kept: Argon2id, so costly that guessing is slow. */
final class Passwords {

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int LANES = 1;
    private static final int MEMORY = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT, HASH, LANES, MEMORY, PASSES);
    private final String nobodys = nobodys();

    /** What is kept of a password. */
    String hash(String password) {
        return argon2.encode(password);
    }

    boolean matches(String password, String hash) {
        return argon2.matches(password, hash);
    }

    /** What stands in for the hash of somebody unknown: comparing with it takes as long and never succeeds. */
    String ofNobody() {
        return nobodys;
    }

    /** Random bytes do for a hash of an unknown password; a real one would cost the hub's start a fifth of its time. */
    private static String nobodys() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s".formatted(MEMORY, PASSES, LANES, random(SALT), random(HASH));
    }

    private static String random(int size) {
        var bytes = new byte[size];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
