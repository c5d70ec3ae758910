package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.config.HubContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsIT extends AtAHub {

    private static final String VOLUME = """
            {"application": "shop", "component": "web", "name": "data", "dataCenter": "east", "type": "persistent", "size": 1048576,
             "bytes": 2097152, "madeAt": "2026-03-01T11:00:00Z", "keptSince": "2026-03-01T11:30:00Z", "observedAt": "2026-03-01T11:59:00Z"}
            """;

    @Test
    void psShowsEveryDataCenterWithTheAgeOfItsWord() {
        hub.says("GET /api/v1/tenants", 200, "{\"items\": [{\"name\": \"acme\"}]}")
                .says("GET /api/v1/tenants/acme/applications", 200, "{\"items\": [{\"name\": \"shop\"}]}")
                .says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "]}");

        assertThat(run("ps")).isZero();

        assertThat(captured.out()).isEqualTo("""
                        TENANT  APP   COMPONENT  DATA CENTER  PHASE    READY  RELEASE  SEEN    ADDRESS OR CAUSE
                        acme    shop  web        east         running  2/2    3        now     http://shop--acme.east.localhost:20000
                        acme    shop  web        west         failing  0/2    3        3m ago  exited with 1 as it started
                        """);
        assertThat(hub.theOne("GET /api/v1/tenants").header("Authorization")).isEqualTo("Bearer " + FakeHub.TOKEN);
    }

    @Test
    void psReadsEveryPage() {
        hub.says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "], \"next\": \"abc\"}")
                .says("GET " + SHOP + "/components?cursor=abc", 200, "{\"items\": [" + WEB + "], \"next\": null}");

        run("ps", "--tenant", "acme", "--app", "shop", "-o", "json");

        assertThat(captured.out().lines().filter(line -> line.contains("\"component\"")))
                .hasSize(2);
    }

    @Test
    void psSaysThatThereIsNoDataCenterYet() {
        hub.says("GET /api/v1/tenants", 200, "{\"items\": []}")
                .says("GET /api/v1/data-centers", 200, "{\"items\": []}");

        assertThat(run("ps")).isZero();

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).startsWith("No data center yet: skerry dc add NAME");
    }

    @Test
    void aDataCenterThatIsHeldBackSaysSoAndIsLetGoOn() {
        var west = "{\"name\": \"west\", \"status\": {\"link\": {\"state\": \"current\"},"
                + " \"review\": {\"why\": \"mass-removal\", \"what\": \"6 of its 7 objects would go at once.\"}}}";
        hub.says("GET /api/v1/data-centers", 200, "{\"items\": [" + west + "]}")
                .says("GET /api/v1/data-centers/west", 200, west)
                .says("POST /api/v1/data-centers/west:accept", 204, "");

        run("dc", "list");
        assertThat(captured.err()).contains("west is held back", "6 of its 7 objects", "skerry dc accept west");

        assertThat(run("dc", "accept", "west", "--yes")).isZero();
        assertThat(captured.out()).contains("Data center west goes on.");
    }

    @Test
    void anOperationThatWasSetAsideIsTriedAgain() {
        hub.says("POST /api/v1/operations/op-1:retry", 200, operation("queued", "queued"));

        assertThat(run("operations", "op-1", "--retry")).isZero();
        assertThat(captured.out()).contains("queued");
        assertThat(run("operations", "op-1", "--retry", "--cancel")).isEqualTo(2);
    }

    @Test
    void waitsNoLongerThanAsked() {
        hub.says("GET " + SHOP + "/components/web", 200, WEB, Map.of("ETag", "\"7\""))
                .says("PATCH " + SHOP + "/components/web", 200, WEB);

        assertThat(run("scale", "web=3", "-t", "acme", "-a", "shop", "--timeout", "0s"))
                .isEqualTo(7);

        var patch = hub.theOne("PATCH " + SHOP + "/components/web");
        assertThat(patch.header("If-match")).isEqualTo("\"7\"");
        assertThat(patch.body()).isEqualTo("{\"spec\":{\"replicas\":{\"default\":3,\"dataCenters\":null}}}");
    }

    @Test
    void envShowsAndChangesVariables() {
        hub.says("GET " + SHOP + "/components/web", 200, WEB, Map.of("ETag", "\"7\""))
                .says("GET /api/v1/operations", 200, "{\"items\": []}")
                .says("PATCH " + SHOP + "/components/web", 200, WEB);

        run("env", "-t", "acme", "-a", "shop");
        run("env", "-t", "acme", "-a", "shop", "LOG_LEVEL=debug", "--unset", "KEY");

        assertThat(captured.out()).isEqualTo("""
                        NAME       VALUE
                        LOG_LEVEL  info
                        KEY        (secret {"set":"keys","key":"api"})
                        """);
        assertThat(hub.theOne("PATCH " + SHOP + "/components/web").body())
                .isEqualTo("{\"spec\":{\"env\":[{\"name\":\"LOG_LEVEL\",\"value\":\"debug\"},"
                        + "{\"name\":\"KEY\",\"$remove\":true}]}}");
    }

    /** Its release may have ended, badly too, before anybody could look. */
    @Test
    void envThatFailsAtOnceSaysSo() {
        var failed =
                operation("failed", "failed").replace("\"status\": {", "\"status\": {\"target\": \"" + SHOP + "\", ");
        hub.says("GET " + SHOP + "/components/web", 200, WEB, Map.of("ETag", "\"7\""))
                .says("GET /api/v1/operations", 200, "{\"items\": []}")
                .says("PATCH " + SHOP + "/components/web", 200, WEB)
                .says("GET /api/v1/operations", 200, "{\"items\": [" + failed + "]}");

        assertThat(run("env", "-t", "acme", "-a", "shop", "LOG_LEVEL=debug")).isEqualTo(1);
    }

    @Test
    void logsSayWhichDataCenterDoesNotAnswer() {
        hub.says("GET " + SHOP + "/logs?follow=false&component=web&since=2026-03-01T11%3A50%3A00Z&tail=5", 200, """
                event: line
                data: {"dataCenter":"east","component":"web","instance":"web-1","text":"hello","dropped":3}

                event: heartbeat
                data: {}

                event: site
                data: {"dataCenter":"west","state":"unreachable","observedAt":"2026-03-01T11:00:00Z"}

                """);

        run("logs", "-t", "acme", "-a", "shop", "-c", "web", "--since", "10m", "--tail", "5");

        assertThat(captured.out()).isEqualTo("east web web-1 hello\n");
        assertThat(captured.err()).isEqualTo("""
                          (3 lines were lost here)
                        west does not answer (last seen 60m ago); its lines are missing here
                        """);
    }

    @Test
    void logsAreSearchedByTheDataCentersAndJsonIsShownCompactly() {
        var json = "{\\\"level\\\":\\\"warn\\\",\\\"msg\\\":\\\"slow\\\",\\\"ms\\\":912}";
        hub.says(
                "GET " + SHOP + "/logs?follow=false&since=2026-03-01T11%3A50%3A00Z&until=2026-03-01T11%3A59%3A00Z"
                        + "&grep=a+b&regex=%5Ea&field=user%3D7&field=http.status%3D500&level=warn",
                200,
                """
                event: line
                data: {"dataCenter":"east","component":"web","instance":"web-1","text":"%s"}

                event: site
                data: {"dataCenter":"west","state":"failed","message":"'regex' takes far too long"}

                """.formatted(json));

        assertThat(run(
                        "logs",
                        "-t",
                        "acme",
                        "-a",
                        "shop",
                        "--since",
                        "10m",
                        "--until",
                        "2026-03-01T11:59:00Z",
                        "--grep",
                        "a b",
                        "--regex",
                        "^a",
                        "--field",
                        "user=7",
                        "--field",
                        "http.status=500",
                        "--level",
                        "warn"))
                .isZero();

        assertThat(captured.out()).isEqualTo("east web web-1 WARN slow ms=912\n");
        assertThat(captured.err()).isEqualTo("west: 'regex' takes far too long\n");
        assertThat(run("logs", "-t", "acme", "-a", "shop", "--since", "yesterday"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("'yesterday' is no time: write so long ago, 10m");
    }

    @Test
    void deleteAsksFirstAndNeedsYesWhereNobodyCanBeAsked() {
        hub.says("GET " + SHOP, 200, "{}", Map.of("ETag", "\"9\""))
                .says("DELETE " + SHOP, 202, operation("succeeded", "succeeded"));

        assertThat(run("delete", "-t", "acme", "-a", "shop")).isEqualTo(2);
        assertThat(hub.asked()).noneMatch(asked -> asked.method().equals("DELETE"));
        assertThat(run("delete", "-t", "acme", "-a", "shop", "--yes")).isZero();

        assertThat(hub.theOne("DELETE " + SHOP).header("If-match")).isEqualTo("\"9\"");
    }

    @Test
    void volumesAreListedWithWhoseTheyAreAndSinceWhenTheyAreKept() {
        hub.says("GET /api/v1/tenants/acme/volumes", 200, "{\"items\": [" + VOLUME + "]}");

        assertThat(run("volumes", "-t", "acme")).isZero();

        assertThat(captured.out()).contains("shop", "web", "data", "east", "persistent", "2.0 MiB", "kept since");
    }

    @Test
    void aVolumeIsDeletedWhereItIs() {
        hub.says("GET /api/v1/tenants/acme/volumes?application=shop", 200, "{\"items\": [" + VOLUME + "]}")
                .says("POST /api/v1/tenants/acme/volumes:delete", 202, operation("succeeded", "succeeded"));

        assertThat(run("volumes", "delete", "other", "-t", "acme", "-a", "shop", "-c", "web", "--yes"))
                .isEqualTo(2);
        assertThat(run("volumes", "delete", "data", "-t", "acme", "-a", "shop", "-c", "web"))
                .isEqualTo(2);
        assertThat(run("volumes", "delete", "data", "-t", "acme", "-a", "shop", "-c", "web", "--yes"))
                .isZero();

        assertThat(hub.theOne("POST /api/v1/tenants/acme/volumes:delete").body())
                .contains(
                        "\"application\":\"shop\"",
                        "\"component\":\"web\"",
                        "\"name\":\"data\"",
                        "\"dataCenter\":\"east\"");
    }

    @Test
    void deleteTakesVolumesAlongOnlyIfItIsToldTo() {
        hub.says("GET " + SHOP, 200, "{}", Map.of("ETag", "\"9\""))
                .says("DELETE " + SHOP, 202, operation("succeeded", "succeeded"))
                .says("GET /api/v1/tenants/acme/volumes?application=shop", 200, "{\"items\": [" + VOLUME + "]}")
                .says("POST /api/v1/tenants/acme/volumes:delete", 202, operation("succeeded", "succeeded"));

        assertThat(run("delete", "-t", "acme", "-a", "shop", "--yes")).isZero();
        assertThat(hub.asked()).noneMatch(asked -> asked.path().contains("volumes"));

        assertThat(run("delete", "-t", "acme", "-a", "shop", "--delete-volumes", "--yes"))
                .isZero();
        assertThat(hub.theOne("POST /api/v1/tenants/acme/volumes:delete").body())
                .contains("\"name\":\"data\"");
    }

    @Test
    void loginExchangesThePasswordForATokenAndKeepsThatAlone() throws IOException {
        hub.says("POST /api/v1/sessions", 201, "{}", Map.of("Set-Cookie", "skerry=abc; Path=/; HttpOnly"))
                .says("POST /api/v1/tokens", 201, "{\"secret\": \"skp_new\"}")
                .says("DELETE /api/v1/sessions/current", 204, "");
        var input = System.in;
        System.setIn(new ByteArrayInputStream("secret-word\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("login", hub.url(), "-u", "bob", "--password-stdin")).isZero();
        } finally {
            System.setIn(input);
        }

        assertThat(contexts().current()).contains(new HubContext(hub.url(), "bob", "skp_new"));
        assertThat(contexts().path()).content().doesNotContain("secret-word");
        assertThat(hub.theOne("POST /api/v1/tokens").header("Cookie")).isEqualTo("skerry=abc");
        assertThat(hub.theOne("POST /api/v1/tokens").header("Origin")).isEqualTo(hub.url());
    }

    @Test
    void dataCentersAreListedWithWhatTheySay() {
        hub.says("GET /api/v1/data-centers", 200, """
                {"items": [{"name": "east", "status": {"link": {"state": "current", "observedAt": "2026-03-01T11:59:55Z"},
                   "commandPath": {"state": "current"}, "agents": [{}], "holds": {"wanted": 4, "healthy": 3}, "machine": {"limits": "v1 (memory, cpu, pids)"},
                   "gateways": ["http://127.0.0.1:20000"]}}, {"name": "west"}]}
                """);

        run("dc", "list");

        assertThat(captured.out()).isEqualTo("""
                        DATA CENTER  LINK     COMMANDS  SEEN   AGENTS  HEALTHY  LIMITS     GATEWAYS
                        east         current  current   now    1       3/4      cgroup v1  http://127.0.0.1:20000
                        west         never    never     never  0       0/0
                        """);
    }

    @Test
    void eachRefusalHasItsExitCodeAndItsAdvice() {
        hub.says("GET " + SHOP + "/components", 403, problem("forbidden", "You may not.", "Ask ada."))
                .says(
                        "POST " + SHOP + ":rollback",
                        422,
                        "{\"detail\": \"A whole number was expected.\", \"pointer\": \"/release\", \"advice\": \"Look.\"}");

        assertThat(run("ps", "-t", "acme", "-a", "shop")).isEqualTo(4);
        assertThat(captured.err()).isEqualTo("error: You may not.\nAsk ada.\n");
        assertThat(run("rollback", "3", "-t", "acme", "-a", "shop")).isEqualTo(2);
        assertThat(captured.err()).endsWith("error: A whole number was expected.\n  at /release\nLook.\n");
        assertThat(run("releases", "-t", "acme", "-a", "none")).isEqualTo(5);
        assertThat(run("pss")).isEqualTo(2);
        assertThat(run("ps", "-t", "Not A Name", "-a", "x")).isEqualTo(2);
    }

    @Test
    void anUnreachableHubIsNamedWithTheWayToStartOne() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(run("ps", "--hub", "http://127.0.0.1:" + port)).isEqualTo(8);

        assertThat(captured.err())
                .startsWith("error: no hub answers at http://127.0.0.1:" + port)
                .contains("./skerry up");
    }
}
