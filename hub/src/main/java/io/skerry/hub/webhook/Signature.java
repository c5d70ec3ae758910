package io.skerry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call comes from whoever knows the hook's secret. Every comparison takes as long for a near miss as for a far one. Where the caller
 * signs a time, the call is good for five minutes around it.
 */
final class Signature {

    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String STANDARD_PREFIX = "whsec_";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Signature() {}

    /** A new secret, in a form that the provider takes; GitLab takes this one both as its token and for signing. */
    static String newSecret(Provider provider) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return provider == Provider.GITLAB
                ? STANDARD_PREFIX + Base64.getEncoder().encodeToString(bytes)
                : "skw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @param headers by their name, null if absent */
    static boolean holds(
            Provider provider, String secret, Function<String, @Nullable String> headers, byte[] body, Instant now) {
        return switch (provider) {
            case GITHUB -> equal("sha256=" + hex(secret, body), headers.apply("X-Hub-Signature-256"));
            case GITEA -> equal(hex(secret, body), headers.apply("X-Gitea-Signature"));
            case GITLAB ->
                headers.apply("webhook-signature") == null
                        ? equal(secret, headers.apply("X-Gitlab-Token"))
                        : standard(secret, headers, body, now);
            case GENERIC -> {
                var time = headers.apply("X-Skerry-Timestamp");
                yield isFresh(time, now)
                        && equal(
                                "sha256=" + hex(secret, joined(time + ".", body)), headers.apply("X-Skerry-Signature"));
            }
        };
    }

    /** Of the Standard Webhooks: one signature of several, over id, time and body. */
    private static boolean standard(
            String secret, Function<String, @Nullable String> headers, byte[] body, Instant now) {
        var time = headers.apply("webhook-timestamp");
        var id = headers.apply("webhook-id");
        if (id == null || !isFresh(time, now)) {
            return false;
        }
        var key = Base64.getDecoder().decode(secret.substring(STANDARD_PREFIX.length()));
        var wanted = "v1," + Base64.getEncoder().encodeToString(hmac(key, joined(id + "." + time + ".", body)));
        var found = false;
        for (var given : String.valueOf(headers.apply("webhook-signature")).split(" ", -1)) {
            found |= equal(wanted, given);
        }
        return found;
    }

    private static boolean isFresh(@Nullable String seconds, Instant now) {
        return seconds != null
                && seconds.matches("\\d{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(WINDOW)
                        <= 0;
    }

    private static boolean equal(String wanted, @Nullable String given) {
        return MessageDigest.isEqual(
                wanted.getBytes(UTF_8), String.valueOf(given).getBytes(UTF_8));
    }

    static String hex(String secret, byte[] what) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), what));
    }

    private static byte[] hmac(byte[] key, byte[] what) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(what);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA256", e);
        }
    }

    static byte[] joined(String before, byte[] body) {
        var head = before.getBytes(UTF_8);
        var whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
