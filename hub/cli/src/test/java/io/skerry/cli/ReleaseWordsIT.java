package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ReleaseWordsIT extends AtAHub {

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
    void buildsShowThePlaceInTheQueueAndCanBeCancelled() {
        hub.says("GET " + SHOP + "/builds", 200, """
                        {"items": [
                          {"name": "b1-0af", "createdAt": "2026-03-01T10:00:00Z", "spec": {"component": "web", "dataCenter": "east"},
                           "status": {"state": "succeeded", "step": "done", "detection": {"chosen": "go"},
                                      "source": {"commit": "0123456789abcdef"}}},
                          {"name": "b2-1bf", "createdAt": "2026-03-01T11:00:00Z", "spec": {"component": "web"},
                           "status": {"state": "queued", "step": "2nd in the queue",
                                      "queue": {"position": 2, "reason": "waits for a builder in east, west"}}}]}
                        """).says("POST " + SHOP + "/builds/b2-1bf:cancel", 200, """
                        {"name": "b2-1bf", "spec": {"component": "web"}, "status": {"state": "cancelled"}}
                        """);

        assertThat(run("builds", "-t", "acme", "-a", "shop")).isZero();

        assertThat(captured.out()).isEqualTo("""
                        BUILD   COMPONENT  STATE      DATA CENTER  BEGUN    LANGUAGE  COMMIT      STEP OR CAUSE
                        b2-1bf  web        queued                  60m ago                        2nd in the queue: waits for a builder in east, west
                        b1-0af  web        succeeded  east         2h ago   go        0123456789  done
                        """);
        assertThat(run("builds", "b2-1bf", "--cancel", "-o", "json", "-t", "acme", "-a", "shop"))
                .isZero();
        assertThat(captured.out()).contains("\"state\" : \"cancelled\"");
        assertThat(run("builds", "--cancel", "-t", "acme", "-a", "shop")).isEqualTo(2);
    }

    @Test
    void hooksAreMadeWithASecretAndShowWhatRunsAndWhatIsNewest() {
        hub.says("POST " + SHOP + "/hooks", 201, """
                        {"id": "h1", "component": "web", "provider": "github", "paths": ["web/**"],
                         "path": "/api/v1/hooks/h1", "secret": "skw_abc"}""")
                .says("GET " + SHOP + "/hooks", 200, """
                        {"items": [{"id": "h1", "component": "web", "provider": "github", "paths": ["web/**"], "ref": "main",
                          "newest": {"commit": "fedcba9876543210", "at": "2026-03-01T11:00:00Z"}}]}""")
                .says("GET " + SHOP + "/components", 200, """
                        {"items": [{"name": "web", "status": {"dataCenters": {"east": {"release": 2}, "west": {"release": 2}}}}]}""")
                .says("GET " + SHOP + "/releases", 200, """
                        {"items": [{"spec": {"number": 2, "components": {"web": {"source": {"commit": "0123456789abcdef"}}}}}]}""");

        assertThat(run("hooks", "add", "--provider", "github", "--path", "web/**", "-t", "acme", "-a", "shop"))
                .isZero();
        assertThat(captured.out())
                .isEqualTo("hook      h1\naddress   " + hub.url()
                        + "/api/v1/hooks/h1\nsecret    skw_abc   (shown this once)\n");
        assertThat(hub.theOne("POST " + SHOP + "/hooks").body())
                .isEqualTo("{\"provider\":\"github\",\"paths\":[\"web/**\"]}");

        assertThat(run("hooks", "list", "-t", "acme", "-a", "shop")).isZero();
        assertThat(captured.out()).endsWith("""
                        HOOK  PROVIDER  COMPONENT  FOLLOWS  PATHS   RUNS        NEWEST      PUSHED   STATE
                        h1    github    web        main     web/**  0123456789  fedcba9876  60m ago  behind
                        """);
    }

    @Test
    void deliveriesOfAHookAreListedAndDoneAgain() {
        hub.says("GET " + SHOP + "/hooks/h1/deliveries", 200, """
                        {"items": [{"id": 7, "at": "2026-03-01T11:00:00Z", "from": "192.0.2.1", "event": "push",
                          "ref": "refs/heads/main", "commit": "fedcba9876543210", "verdict": "ignored", "reason": "it touched nothing"}]}""")
                .says(
                        "POST " + SHOP + "/hooks/h1/deliveries/7:replay",
                        202,
                        "{\"verdict\": \"deployed\", \"operation\": \"op-1\"}")
                .says("DELETE " + SHOP + "/hooks/h1", 204, "");

        assertThat(run("hooks", "deliveries", "h1", "-t", "acme", "-a", "shop")).isZero();
        assertThat(captured.out()).isEqualTo("""
                        DELIVERY  AT       FROM       EVENT  REF              COMMIT      VERDICT  OPERATION OR REASON
                        7         60m ago  192.0.2.1  push   refs/heads/main  fedcba9876  ignored  it touched nothing
                        """);
        assertThat(run("hooks", "replay", "h1", "7", "-t", "acme", "-a", "shop"))
                .isZero();
        assertThat(captured.out()).endsWith("deployed op-1\n");
        assertThat(run("hooks", "rm", "h1", "-t", "acme", "-a", "shop")).isZero();
        assertThat(run("hooks", "replay", "h1", "-t", "acme", "-a", "shop")).isEqualTo(2);
        assertThat(run("hooks")).isEqualTo(2);
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
}
