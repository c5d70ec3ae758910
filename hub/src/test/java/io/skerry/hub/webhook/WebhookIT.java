package io.skerry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.resource.Database;
import io.skerry.hub.rollout.ScriptedSite;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Git servers call a hub, rightly and wrongly signed. */
class WebhookIT {

    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";
    private static final String PUSH = """
            {"ref": "refs/heads/main", "before": "1111", "after": "%s", "repository": {"default_branch": "main"},
             "commits": [{"added": ["web/new.js"], "modified": [], "removed": []}]}""";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        ScriptedSite.add(hub, "east").answers();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants", "{\"name\": \"beta\"}");
        hub.post(
                SHOP + ":deploy",
                "{\"source\": {\"git\": {\"url\": \"https://git.example/shop.git\", \"ref\": \"main\"}}}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aSignedPushDeploysOnceHoweverOftenItComes() {
        var hook = add("{\"provider\": \"github\"}");
        var secret = hook.get("secret").asString();
        assertThat(hub.get(SHOP + "/hooks").response().body()).doesNotContain(secret);
        assertThat(database("select encode(secret, 'escape') from webhook")).noneMatch(text -> text.contains(secret));

        var first = github(hook, "push", "d-1", PUSH.formatted("abcdef0123456789"));

        assertThat(first.status()).isEqualTo(202);
        var operation =
                hub.get("/api/v1/operations/" + first.json().get("operation").asString());
        assertThat(operation.json().at("/spec/action").asString()).isEqualTo("deploy");
        assertThat(operation.json().at("/spec/by").asString())
                .isEqualTo("hook:" + hook.get("id").asString());
        assertThat(operation.json().at("/spec/input/reason").asString()).isEqualTo("push of abcdef0123 to main");

        var again = github(hook, "push", "d-1", PUSH.formatted("abcdef0123456789"));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(deliveries(hook)).hasSize(1);
        assertThat(newest(hook)).isEqualTo("abcdef0123456789");

        var other = github(hook, "push", "d-2", PUSH.formatted("222").replace("heads/main", "heads/next"));
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.json().get("reason").asString()).isEqualTo("it was to refs/heads/next, not to main");
        assertThat(newest(hook)).isEqualTo("abcdef0123456789");
    }

    @Test
    void whoeverIsNotSignedLearnsNothingNotEvenWhetherTheHookIsThere() {
        var hook = add("{\"provider\": \"gitea\"}");
        var body = PUSH.formatted("abc");
        var wrong = call(path(hook), body, "X-Gitea-Event", "push", "X-Gitea-Signature", "00");
        var unsigned = call(path(hook), body, "X-Gitea-Event", "push");
        var nowhere = call("/api/v1/hooks/h0123", body, "X-Gitea-Event", "push", "X-Gitea-Signature", "00");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(List.of(unsigned, nowhere))
                .allSatisfy(answer -> assertThat(answer.json()).isEqualTo(wrong.json()))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
        assertThat(deliveries(hook))
                .extracting(d -> d.get("verdict").asString())
                .containsExactly("refused", "refused");
        assertThat(hub.post(replay(hook, deliveries(hook).getFirst().get("id").asLong()), "{}")
                        .status())
                .isEqualTo(409);
        // the right signature of another body is no better
        var signature = Signature.hex(hook.get("secret").asString(), body.getBytes(UTF_8));
        assertThat(call(path(hook), body + " ", "X-Gitea-Event", "push", "X-Gitea-Signature", signature)
                        .status())
                .isEqualTo(401);
        assertThat(call(path(hook), body, "X-Gitea-Event", "push", "X-Gitea-Signature", signature)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aDeliveryOfTheLogIsDoneAgainAndTheLogHoldsAHundred() {
        var hook = add("{\"provider\": \"generic\", \"paths\": [\"api/**\"]}");
        var ignored = generic(hook, "{\"ref\": \"main\", \"commit\": \"c0ffee\", \"paths\": [\"web/x\"]}");
        assertThat(ignored.json().get("verdict").asString()).isEqualTo("ignored");
        assertThat(newest(hook)).isEqualTo("c0ffee");

        var replayed = hub.post(replay(hook, ignored.json().get("id").asLong()), "{}");

        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.json().get("verdict").asString()).isEqualTo("deployed");
        assertThat(replayed.json().get("replayOf").asLong())
                .isEqualTo(ignored.json().get("id").asLong());
        assertThat(replayed.json().get("from").asString()).isEqualTo("user:admin");
        IntStream.range(0, 120).forEach(n -> generic(hook, "{\"paths\": [\"web/" + n + "\"]}"));
        IntStream.range(0, 25).forEach(_ -> call(path(hook), "{}"));
        assertThat(deliveries(hook)).hasSize(120);
        assertThat(hub.post(replay(hook, 999_999_999), "{}").status()).isEqualTo(404);
    }

    @Test
    void theSameSignedBytesAreTheSameCallWhateverItsUnsignedIdSays() {
        var hook = add("{\"provider\": \"generic\"}");
        var time = Long.toString(Instant.now().getEpochSecond());
        var body = "{\"ref\": \"main\", \"commit\": \"c0ffee\"}";
        var first = generic(hook, body, time, UUID.randomUUID().toString());
        assertThat(first.status()).isEqualTo(202);

        assertThat(generic(hook, body, time, UUID.randomUUID().toString()).json())
                .isEqualTo(first.json());
        assertThat(deliveries(hook)).hasSize(1);
    }

    @Test
    void aPushThatIsTooLongIsInTheLog() {
        var hook = add("{\"provider\": \"github\"}");

        var answer = github(hook, "push", "long", " ".repeat(1 << 20) + PUSH.formatted("abc"));

        assertThat(answer.status()).isEqualTo(413);
        var logged = deliveries(hook).getFirst();
        assertThat(logged.get("verdict").asString()).isEqualTo("refused");
        assertThat(logged.get("event").asString()).isEqualTo("push");
        assertThat(logged.get("reason").asString())
                .isEqualTo("its body is larger than 1048576 bytes, so it was not read");
    }

    @Test
    void hooksAreRefusedByTheFieldThatIsWrongAndGoWithTheirComponent() {
        assertThat(hub.post(SHOP + "/hooks", "{\"provider\": \"sourceforge\"}").status())
                .isEqualTo(422);
        assertThat(hub.post(SHOP + "/hooks", "{\"provider\": \"github\", \"component\": \"nobody\"}")
                        .status())
                .isEqualTo(404);
        assertThat(hub.post(SHOP + "/hooks", "{\"provider\": \"github\", \"paths\": [\"/abs\"]}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString("/paths/0"))
                .isEqualTo("/paths/0");
        var hook = add("{\"provider\": \"github\"}");
        var elsewhere =
                SHOP.replace("acme", "beta") + "/hooks/" + hook.get("id").asString();
        assertThat(hub.delete(elsewhere).status()).isEqualTo(404);
        assertThat(hub.delete(SHOP + "/hooks/" + hook.get("id").asString()).status())
                .isEqualTo(204);
        assertThat(github(hook, "push", "x", PUSH.formatted("a")).status()).isEqualTo(401);
    }

    private static JsonNode add(String body) {
        var made = hub.post(SHOP + "/hooks", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json();
    }

    private static Answer github(JsonNode hook, String event, String delivery, String body) {
        var signature = "sha256=" + Signature.hex(hook.get("secret").asString(), body.getBytes(UTF_8));
        return call(
                path(hook),
                body,
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                delivery,
                "X-Hub-Signature-256",
                signature);
    }

    private static Answer generic(JsonNode hook, String body) {
        var time = Long.toString(Instant.now().getEpochSecond());
        return generic(hook, body, time, UUID.randomUUID().toString());
    }

    private static Answer generic(JsonNode hook, String body, String time, String delivery) {
        var signed = Signature.joined(time + ".", body.getBytes(UTF_8));
        return call(
                path(hook),
                body,
                "X-Skerry-Delivery",
                delivery,
                "X-Skerry-Timestamp",
                time,
                "X-Skerry-Signature",
                "sha256=" + Signature.hex(hook.get("secret").asString(), signed));
    }

    /** Without a token: nobody is signed in. */
    private static Answer call(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(hub.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return hub.send(request);
    }

    private static String path(JsonNode hook) {
        return hook.get("path").asString();
    }

    private static String replay(JsonNode hook, long delivery) {
        return SHOP + "/hooks/" + hook.get("id").asString() + "/deliveries/" + delivery + ":replay";
    }

    private static List<JsonNode> deliveries(JsonNode hook) {
        return hub
                .get(SHOP + "/hooks/" + hook.get("id").asString() + "/deliveries")
                .json()
                .get("items")
                .values()
                .stream()
                .toList();
    }

    private static String newest(JsonNode hook) {
        for (var item : hub.get(SHOP + "/hooks").json().get("items").values()) {
            if (item.get("id").equals(hook.get("id"))) {
                return item.at("/newest/commit").asString("");
            }
        }
        return "";
    }

    private static List<String> database(String query) {
        var database = hub.bean(Database.class);
        return database.platform(
                () -> database.sql().sql(query).query(String.class).list());
    }
}
