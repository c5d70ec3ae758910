package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a new agent is given once, written {@code ske_<data center>_<secret>_<CA hash>}: it proves the agent to the hub, and by the CA's
 * hash the hub to the agent.
 *
 * @param secret 128 random bits in hex
 */
public record EnrolmentToken(DataCenterName dataCenter, String secret, String caHash) {

    private static final Pattern SHAPE = Pattern.compile("ske_([a-z0-9-]{1,63})_([0-9a-f]{32})_([0-9a-f]{64})");
    private static final int SECRET_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new token. */
    public static EnrolmentToken create(DataCenterName dataCenter, String caHash) {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new EnrolmentToken(dataCenter, HexFormat.of().formatHex(secret), caHash);
    }

    /**
     * Reads a token.
     *
     * @throws InvalidInput if it is none; the message does not repeat it
     */
    public static EnrolmentToken parse(String text) {
        var match = SHAPE.matcher(text.strip());
        if (!match.matches()) {
            throw new InvalidInput("an enrolment token looks like ske_<data center>_<secret>_<CA hash>");
        }
        return new EnrolmentToken(new DataCenterName(match.group(1)), match.group(2), match.group(3));
    }

    /** The token as it is handed over, once. */
    public String text() {
        return "ske_" + dataCenter + "_" + secret + "_" + caHash;
    }

    /** What the hub keeps of the secret: its sha-256 in hex. */
    public String secretHash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "EnrolmentToken[" + dataCenter + "]";
    }
}
