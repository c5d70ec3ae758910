package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.ApiContract;
import io.skerry.hub.TestHub;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiIT {

    private static final String WELL_FORMED_BUT_UNKNOWN = "skp_00000000000000000000000000000000elnsh4";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer nonsense", "Bearer " + WELL_FORMED_BUT_UNKNOWN, "Basic YWRtaW46YWRtaW4="})
    void everyRouteRefusesWhoIsNotKnown(String authorization) {
        var let = new ArrayList<String>();
        ApiContract.read().eachRoute((path, method) -> {
            var open = method.getValue().has("security");
            var verb = method.getKey().toUpperCase(Locale.ROOT);
            var request = HttpRequest.newBuilder(hub.uri(path.replaceAll("\\{[^}]+}", "x")))
                    .method(verb, BodyPublishers.ofString("{}"));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            var status = hub.send(request).status();
            if (!open && status != 401) {
                let.add(verb + " " + path + " → " + status);
            }
        });
        assertThat(let).isEmpty();
    }

    @Test
    void everyRouteOfTheFileIsServed() {
        var missing = new ArrayList<String>();
        ApiContract.read().eachRoute((path, method) -> {
            if (!method.getKey().equals("get") || path.endsWith("/logs") || path.endsWith("/log")) {
                return;
            }
            var answer = hub.get(path.replaceAll("\\{[^}]+}", "x"));
            if (answer.status() >= 500 || answer.status() == 405) {
                missing.add(path + " → " + answer);
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void fileIsServedAsItIsCheckedIn() {
        assertThat(hub.get("/api/v1/openapi.json").json().get("openapi").asString())
                .isEqualTo("3.1.0");
    }

    @Test
    void changeFromAnotherOriginIsRefused() {
        for (var headers : List.of(
                new String[] {"Origin", "http://evil.east.localhost"}, new String[] {"Sec-Fetch-Site", "same-site"})) {
            var answer = hub.post("/api/v1/tenants", "{\"name\": \"crossed\"}", headers);
            assertThat(answer.json().get("code").asString()).isEqualTo("cross-origin");
        }
        assertThat(hub.get("/api/v1/tenants/crossed").status()).isEqualTo(404);
    }

    @Test
    void sessionNeedsAWordOfItsOriginForEveryChange() {
        var signedIn = hub.send(HttpRequest.newBuilder(hub.uri("/api/v1/sessions"))
                .POST(BodyPublishers.ofString("{\"user\": \"admin\", \"password\": \"" + hub.password() + "\"}")));
        assertThat(signedIn.status()).isEqualTo(201);
        assertThat(signedIn.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
        var cookie = signedIn.header("Set-Cookie").split(";", 2)[0];
        var silent = hub.send(change(cookie));
        assertThat(silent.status()).isEqualTo(403);
        var own = hub.send(change(cookie).header("Sec-Fetch-Site", "same-origin"));
        assertThat(own.status()).isEqualTo(201);
    }

    private static HttpRequest.Builder change(String cookie) {
        return HttpRequest.newBuilder(hub.uri("/api/v1/tenants"))
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString("{\"name\": \"by-cookie\"}"));
    }
}
