package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.command.Session;
import io.skerry.cli.config.ContextFile;
import io.skerry.cli.config.HubContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsIT {

    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";
    private static final String WEB = """
            {"kind": "component", "tenant": "acme", "application": "shop", "name": "web", "version": 7,
             "spec": {"env": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "KEY", "secret": {"set": "keys", "key": "api"}}]},
             "status": {"dataCenters": {
               "east": {"observedAt": "2026-03-01T11:59:58Z", "phase": "running", "ready": 2, "wanted": 2, "release": 3,
                        "urls": ["http://shop--acme.east.localhost:20000"]},
               "west": {"observedAt": "2026-03-01T11:57:00Z", "phase": "failing", "ready": 0, "wanted": 2, "release": 3,
                        "cause": {"code": "instance-exited", "message": "exited with 1 as it started"}}}}}
            """;

    @TempDir
    private Path folder;

    private FakeHub hub;
    private CapturedConsole captured;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub();
        captured = new CapturedConsole();
        contexts().use(new HubContext(hub.url(), "ada", FakeHub.TOKEN));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

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
    void deployCreatesTheTenantSendsTheSourceAndPrintsTheAddresses() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("src")).resolve("app.py"), "print(1)");
        hub.says("POST /api/v1/tenants", 201, "{}")
                .says("GET " + SHOP + "/builds/b1-0af", 200, """
                        {"status": {"detection": {"chosen": "python", "candidates": [{"language": "python",
                          "evidence": [{"file": "app.py", "rule": "a Python file"}, {"file": "Procfile", "line": 1, "rule": "runs python"}]}]}}}
                        """)
                .says(
                        "GET " + SHOP + "/builds/b1-0af/log?follow=true",
                        200,
                        "event: line\ndata: {\"text\": \"Collecting flask\"}\n\n")
                .says("POST " + SHOP + ":deploy", 202, operation("running", "running"))
                .says("GET /api/v1/operations/op-1?wait=30s", 200, operation("running", "succeeded"))
                .says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "]}")
                .says("GET /api/v1/operations/op-1?wait=30s", 200, operation("succeeded", "succeeded"));

        var code = run(
                "deploy",
                folder.resolve("src").toString(),
                "-t",
                "acme",
                "-a",
                "shop",
                "--dc",
                "east,west",
                "-e",
                "A=b=c",
                "--port",
                "8080");

        assertThat(captured.err())
                .contains("created tenant acme")
                .contains("detected python: app.py (a Python file), Procfile:1 (runs python)")
                .contains("  | Collecting flask");
        assertThat(code).isZero();
        assertThat(captured.out()).isEqualTo("http://shop--acme.east.localhost:20000\n");
        assertThat(hub.theOne("POST " + SHOP + ":deploy").body())
                .matches("\\{\"source\":\\{\"upload\":\\{\"digest\":\"sha256:[0-9a-f]{64}\"}},"
                        + "\"dataCenters\":\\[\"east\",\"west\"],"
                        + "\"env\":\\[\\{\"name\":\"A\",\"value\":\"b=c\"}],\"port\":8080}");
        assertThat(captured.err().lines().filter(line -> line.contains("rollout")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("  ✓ east         rollout              succeeded");
    }

    @Test
    void deployTellsWhyItFailedAndThatTheOthersWentOn() {
        hub.says("GET /api/v1/tenants/acme", 200, "{}").says("POST " + SHOP + ":deploy", 202, """
                {"name": "op-1", "status": {"state": "FAILED", "steps": [
                   {"dataCenter": "east", "name": "rollout", "state": "SUCCEEDED"},
                   {"dataCenter": "west", "name": "rollout", "state": "FAILED", "message": "none ready"}],
                 "cause": {"code": "instance-exited", "message": "web exited with 1 in west", "exitCode": 1,
                           "advice": "Read its last lines.", "lastLines": ["Traceback", "KeyError: 'DB'"]}}}
                """);

        var code = run("deploy", "https://example.com/shop.git#main", "-t", "acme", "-a", "shop");

        assertThat(code).isEqualTo(9);
        assertThat(captured.err()).endsWith("""
                        error: web exited with 1 in west
                          exit code 1
                          | Traceback
                          | KeyError: 'DB'
                        Read its last lines.
                        """);
        assertThat(hub.theOne("POST " + SHOP + ":deploy").body())
                .isEqualTo("{\"source\":{\"git\":{\"url\":\"https://example.com/shop.git\",\"ref\":\"main\"}}}");
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

    @Test
    void releasesSayWhoWhatWhichCommitAndWhere() {
        hub.says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "]}")
                .says("GET " + SHOP + "/releases", 200, """
                        {"items": [
                          {"createdAt": "2026-03-01T10:00:00Z", "spec": {"number": 2, "reason": "deploy", "by": "ada",
                           "components": {"web": {"source": {"commit": "0123456789abcdef", "message": "Fix it\\n\\nwell"}}}}},
                          {"createdAt": "2026-03-01T11:00:00Z", "spec": {"number": 3, "reason": "env", "by": "bob",
                           "components": {"web": {}, "db": {}}}}]}
                        """);

        run("releases", "-t", "acme", "-a", "shop");

        assertThat(captured.out()).isEqualTo("""
                        RELEASE  MADE     BY   WHY     COMPONENTS  COMMIT             RUNS IN
                        3        60m ago  bob  env     db web                         east west
                        2        2h ago   ada  deploy  web         0123456789 Fix it
                        """);
    }

    @Test
    void rollbackTakesTheReleaseBefore() {
        hub.says(
                        "GET " + SHOP + "/releases",
                        200,
                        "{\"items\": [{\"spec\": {\"number\": 2}}, {\"spec\": {\"number\": 7}}, {\"spec\": {\"number\": 5}}]}")
                .says("POST " + SHOP + ":rollback", 202, operation("succeeded", "succeeded"));

        assertThat(run("rollback", "-t", "acme", "-a", "shop")).isZero();

        assertThat(hub.theOne("POST " + SHOP + ":rollback").body()).isEqualTo("{\"release\":5}");
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
    void deleteAsksFirstAndNeedsYesWhereNobodyCanBeAsked() {
        hub.says("GET " + SHOP, 200, "{}", Map.of("ETag", "\"9\""))
                .says("DELETE " + SHOP, 202, operation("succeeded", "succeeded"));

        assertThat(run("delete", "-t", "acme", "-a", "shop")).isEqualTo(2);
        assertThat(hub.asked()).noneMatch(asked -> asked.method().equals("DELETE"));
        assertThat(run("delete", "-t", "acme", "-a", "shop", "--yes")).isZero();

        assertThat(hub.theOne("DELETE " + SHOP).header("If-match")).isEqualTo("\"9\"");
    }

    @Test
    void applyReadsYamlAndShowsWhatWouldChange() throws IOException {
        var file = Files.writeString(folder.resolve("shop.yaml"), """
                tenant: acme
                name: shop
                components:
                  - name: web
                    spec: {source: {git: {url: "https://example.com/shop.git"}}}
                """);
        hub.says(
                "POST " + SHOP + ":apply?dryRun=true",
                200,
                "{\"changes\": [{\"pointer\": \"/a\", \"before\": 1, \"after\": \"x\"}, {\"pointer\": \"/b\", \"after\": true}]}");

        assertThat(run("apply", "-f", file.toString(), "--dry-run")).isZero();

        assertThat(captured.out()).isEqualTo("- /a 1\n+ /a \"x\"\n+ /b true\n");
        assertThat(hub.theOne("POST " + SHOP + ":apply?dryRun=true").body())
                .isEqualTo("{\"components\":[{\"name\":\"web\",\"spec\":{\"source\":{\"git\":"
                        + "{\"url\":\"https://example.com/shop.git\"}}}}],\"release\":\"auto\"}");
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
                   "commandPath": {"state": "current"}, "agents": [{}], "holds": {"wanted": 4, "healthy": 3},
                   "gateways": ["http://127.0.0.1:20000"]}}, {"name": "west"}]}
                """);

        run("dc", "list");

        assertThat(captured.out()).isEqualTo("""
                        DATA CENTER  LINK     COMMANDS  SEEN   AGENTS  HEALTHY  GATEWAYS
                        east         current  current   now    1       3/4      http://127.0.0.1:20000
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

    private int run(String... words) {
        return new CommandTree(new Session(captured.console(), Map.of(), contexts())).run(words);
    }

    private ContextFile contexts() {
        return new ContextFile(folder.resolve("config").resolve("config.json"));
    }

    private static String operation(String state, String east) {
        return """
               {"name": "op-1", "status": {"state": "%s", "steps": [
                 {"name": "build web b1-0af", "state": "succeeded", "startedAt": "2026-03-01T11:59:40Z"},
                 {"dataCenter": "east", "name": "rollout", "state": "%s", "startedAt": "2026-03-01T11:59:50Z"}]}}
               """.formatted(state.toUpperCase(java.util.Locale.ROOT), east);
    }

    private static String problem(String code, String detail, String advice) {
        return "{\"code\": \"%s\", \"detail\": \"%s\", \"advice\": \"%s\"}".formatted(code, detail, advice);
    }
}
