package io.skerry.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessIT {

    private static final String CURRENT = "/api/v1/sessions/current";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aPasswordOpensASessionThatItsCookieCarriesAndSigningOutEnds() {
        var signedIn = signIn("admin", hub.password());
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(201);
        assertThat(signedIn.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
        var cookie = cookie(signedIn);

        assertThat(asSession(cookie).json().get("user").asString()).isEqualTo("admin");

        var out = hub.send(HttpRequest.newBuilder(hub.uri(CURRENT))
                .header("Cookie", cookie)
                .header("Origin", hub.uri("").toString())
                .DELETE());
        assertThat(out.status()).isEqualTo(204);
        assertThat(asSession(cookie).status()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() {
        var wrong = signIn("admin", "not-the-password");
        var unknown = signIn("nobody", "not-the-password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
    }

    @Test
    void guessingIsSlowedDownForThatNameOnly() {
        user("guessed", "a-long-password");
        for (var i = 0; i < 5; i++) {
            assertThat(signIn("guessed", "wrong-password").status()).isEqualTo(401);
        }

        assertThat(signIn("guessed", "a-long-password").status()).isEqualTo(429);
        assertThat(signIn("admin", hub.password()).status()).isEqualTo(201);
    }

    @Test
    void guessesAtTheSameTimeCountAsWell() throws InterruptedException {
        user("hurried", "a-long-password");
        List<Callable<Integer>> guesses = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(
                        i -> () -> signIn("hurried", "wrong-password-" + i).status())
                .toList();
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(guessers.invokeAll(guesses).stream().map(Future::resultNow))
                    .containsOnly(401, 429)
                    .filteredOn(status -> status == 401)
                    .hasSize(5);
        }
    }

    @Test
    void aTokenIsShownOnceAndGoodUntilItIsDeleted() {
        var made = hub.post("/api/v1/tokens", "{\"name\": \"ci\"}");
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        var secret = made.json().get("secret").asString();
        assertThat(secret).startsWith("skp_");
        assertThat(hub.get("/api/v1/tokens/ci").response().body()).doesNotContain(secret);
        assertThat(withToken(secret).status()).isEqualTo(200);

        hub.delete("/api/v1/tokens/ci", "If-Match", hub.get("/api/v1/tokens/ci").header("ETag"));

        assertThat(withToken(secret).status()).isEqualTo(401);
    }

    @Test
    void aTokenDoesNotChange() {
        hub.post("/api/v1/tokens", "{\"name\": \"fixed\"}");

        assertThat(hub.put("/api/v1/tokens/fixed", "{\"spec\": {\"user\": \"other\"}}", "If-Match", "1")
                        .status())
                .isEqualTo(405);
        assertThat(hub.patch("/api/v1/tokens/fixed", "{\"spec\": {\"user\": \"other\"}}", "If-Match", "1")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() {
        var secret = hub.post("/api/v1/tokens", "{\"name\": \"short\", \"spec\": {\"expiresIn\": \"2s\"}}")
                .json()
                .get("secret")
                .asString();
        assertThat(withToken(secret).status()).isEqualTo(200);

        await().until(() -> withToken(secret).status() == 401);
    }

    @Test
    void aTokenThatLivesTooLongIsRefused() {
        var refused = hub.post("/api/v1/tokens", "{\"name\": \"old\", \"spec\": {\"expiresIn\": \"400d\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("pointer").asString()).isEqualTo("/spec/expiresIn");
        assertThat(refused.json().get("detail").asString()).contains("365d");
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        user("changing", "a-long-password");
        var cookie = cookie(signIn("changing", "a-long-password"));
        assertThat(asSession(cookie).status()).isEqualTo(200);

        assertThat(hub.post("/api/v1/users/changing:password", "{\"password\": \"another-password\"}")
                        .status())
                .isEqualTo(204);

        assertThat(asSession(cookie).status()).isEqualTo(401);
        assertThat(signIn("changing", "a-long-password").status()).isEqualTo(401);
        assertThat(signIn("changing", "another-password").status()).isEqualTo(201);
        assertThat(hub.post("/api/v1/users/changing:password", "{\"password\": \"short\"}")
                        .json()
                        .get("pointer")
                        .asString())
                .isEqualTo("/password");
    }

    @Test
    void whoMayNothingSeesNothingButThemselves() {
        user("plain", "a-long-password");
        var cookie = cookie(signIn("plain", "a-long-password"));

        assertThat(get("/api/v1/users/plain", cookie).status()).isEqualTo(200);
        var hidden = get("/api/v1/users/admin", cookie);
        var missing = get("/api/v1/users/never-was", cookie);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.response().body()).isEqualTo(missing.response().body());
        assertThat(get("/api/v1/tenants", cookie).status()).isEqualTo(404);
    }

    @Test
    void nobodyDeletesThemselves() {
        var refused = hub.delete(
                "/api/v1/users/admin",
                "If-Match",
                hub.get("/api/v1/users/admin").header("ETag"));

        assertThat(refused.status()).isEqualTo(409);
    }

    private static void user(String name, String password) {
        hub.post("/api/v1/users", "{\"name\": \"" + name + "\", \"spec\": {}}");
        assertThat(hub.post("/api/v1/users/" + name + ":password", "{\"password\": \"" + password + "\"}")
                        .status())
                .isEqualTo(204);
    }

    private static Answer signIn(String user, String password) {
        return hub.send(HttpRequest.newBuilder(hub.uri("/api/v1/sessions"))
                .POST(BodyPublishers.ofString("{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}")));
    }

    private static String cookie(Answer signedIn) {
        var header = signedIn.header("Set-Cookie");
        return header.substring(0, header.indexOf(';'));
    }

    private static Answer asSession(String cookie) {
        return get(CURRENT, cookie);
    }

    private static Answer get(String path, String cookie) {
        return hub.send(
                HttpRequest.newBuilder(hub.uri(path)).header("Cookie", cookie).GET());
    }

    private static Answer withToken(String secret) {
        return hub.send(HttpRequest.newBuilder(hub.uri(CURRENT))
                .header("Authorization", "Bearer " + secret)
                .GET());
    }
}
