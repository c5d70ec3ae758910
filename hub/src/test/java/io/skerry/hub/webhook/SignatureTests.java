package io.skerry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);

    /** The example of GitHub's own documentation. */
    @Test
    void gitHubsOwnExampleHolds() {
        var secret = "It's a Secret to Everybody";
        var right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(holds(Provider.GITHUB, secret, BODY, "X-Hub-Signature-256", right))
                .isTrue();
        assertThat(holds(Provider.GITHUB, secret + ".", BODY, "X-Hub-Signature-256", right))
                .isFalse();
        assertThat(holds(Provider.GITHUB, secret, "Hello, World.".getBytes(UTF_8), "X-Hub-Signature-256", right))
                .isFalse();
        assertThat(holds(Provider.GITHUB, secret, BODY, "X-Hub-Signature-256", right.substring(7)))
                .isFalse();
        assertThat(holds(Provider.GITHUB, secret, BODY, "X-Hub-Signature", right))
                .isFalse();
        assertThat(holds(Provider.GITHUB, secret, BODY)).isFalse();
        // Gitea sends the same without a word before it
        assertThat(holds(Provider.GITEA, secret, BODY, "X-Gitea-Signature", right.substring(7)))
                .isTrue();
        assertThat(holds(Provider.GITEA, secret, BODY, "X-Gitea-Signature", "")).isFalse();
    }

    @Test
    void gitLabMaySendTheTokenOrSign() {
        var secret = Signature.newSecret(Provider.GITLAB);
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");

        assertThat(holds(Provider.GITLAB, secret, BODY, "X-Gitlab-Token", secret))
                .isTrue();
        assertThat(holds(Provider.GITLAB, secret, BODY, "X-Gitlab-Token", secret.substring(1)))
                .isFalse();
        assertThat(holds(Provider.GITLAB, secret, BODY)).isFalse();
        // a signature that does not hold is not made up for by the token
        assertThat(holds(
                        Provider.GITLAB,
                        secret,
                        BODY,
                        "X-Gitlab-Token",
                        secret,
                        "webhook-id",
                        "1",
                        "webhook-timestamp",
                        "1700000000",
                        "webhook-signature",
                        "v1,AAAA"))
                .isFalse();
    }

    /** The example of the Standard Webhooks' specification. */
    @Test
    void theStandardsOwnExampleHoldsInItsTime() {
        var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var body = "{\"test\": 2432232314}".getBytes(UTF_8);
        String[] call = {
            "webhook-id",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp",
            "1614265330",
            "webhook-signature",
            "v1,unknown v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        };
        var then = Instant.ofEpochSecond(1_614_265_330);

        assertThat(holds(Provider.GITLAB, secret, body, then.plusSeconds(299), call))
                .isTrue();
        assertThat(holds(Provider.GITLAB, secret, body, then.plusSeconds(301), call))
                .isFalse();
        assertThat(holds(Provider.GITLAB, secret, body, then.minusSeconds(301), call))
                .isFalse();
    }

    @Test
    void whoeverSignsAsWeSayIsBelievedForFiveMinutes() {
        var secret = Signature.newSecret(Provider.GENERIC);
        var time = Long.toString(NOW.getEpochSecond());
        String[] call = {
            "X-Skerry-Timestamp",
            time,
            "X-Skerry-Signature",
            "sha256=" + Signature.hex(secret, Signature.joined(time + ".", BODY))
        };

        assertThat(holds(Provider.GENERIC, secret, BODY, NOW, call)).isTrue();
        assertThat(holds(Provider.GENERIC, secret, BODY, NOW.plusSeconds(300), call))
                .isTrue();
        assertThat(holds(Provider.GENERIC, secret, BODY, NOW.plusSeconds(301), call))
                .isFalse();
        call[1] = Long.toString(NOW.getEpochSecond() + 200);
        assertThat(holds(Provider.GENERIC, secret, BODY, NOW.plusSeconds(400), call))
                .as("a time that was not signed")
                .isFalse();
        call[1] = "soon";
        assertThat(holds(Provider.GENERIC, secret, BODY, NOW, call)).isFalse();
    }

    private static boolean holds(Provider provider, String secret, byte[] body, String... headers) {
        return holds(provider, secret, body, NOW, headers);
    }

    private static boolean holds(Provider provider, String secret, byte[] body, Instant now, String... headers) {
        Map<String, String> known = new TreeMap<>();
        for (var i = 0; i < headers.length; i += 2) {
            known.put(headers[i], headers[i + 1]);
        }
        return Signature.holds(provider, secret, known::get, body, now);
    }
}
