package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunWordIT extends AtAHub {

    private static final String RUN = "POST " + SHOP + "/components/web:run";
    private static final String LOGS = "GET " + SHOP + "/logs?follow=true&dataCenter=east&instance=web-run-1";
    private static final String NEXT = "GET /api/v1/operations/op-1?wait=30s";

    @Test
    void printsWhatTheCommandWritesAndEndsAsItDid() {
        hub.says(RUN, 202, oneOff("queued", ""))
                .says(NEXT, 200, oneOff("failed", """
                        , "cause": {"code": "instance-exited", "message": "The command ended with exit code 3.",
                          "exitCode": 3, "lastLines": ["two"]}"""))
                .says(LOGS, 200, line(5, "one") + line(9, "two") + "event: site\ndata: {\"state\": \"complete\"}\n\n");

        var code = run("run", "-t", "acme", "-a", "shop", "--dc", "east", "--", "sh", "-c", "echo one; exit 3");

        assertThat(code).isEqualTo(3);
        assertThat(captured.out()).isEqualTo("one\ntwo\n");
        assertThat(captured.err()).isEqualTo("The command ended with exit code 3.\n");
        assertThat(hub.theOne(RUN).body())
                .isEqualTo(
                        "{\"command\":[\"sh\",\"-c\",\"echo one; exit 3\"],\"dataCenter\":\"east\",\"timeLimit\":\"3600s\"}");
    }

    @Test
    void printsEachLineOnceThoughTheConnectionBreaks() {
        hub.says(RUN, 202, oneOff("queued", ""))
                .says(NEXT, 200, oneOff("succeeded", ", \"result\": {\"lastLines\": [\"two\"]}"))
                .says(LOGS, 200, line(5, "one"))
                .says(LOGS, 200, line(5, "one") + line(9, "two") + "event: site\ndata: {\"state\": \"complete\"}\n\n");

        assertThat(run("run", "-t", "acme", "-a", "shop", "ls", "-l")).isZero();

        assertThat(captured.out()).isEqualTo("one\ntwo\n");
        assertThat(hub.theOne(RUN).body()).contains("[\"ls\",\"-l\"]");
    }

    @Test
    void returnsAtOnceWhenDetached() {
        hub.says(RUN, 202, oneOff("queued", ""));

        assertThat(run("run", "-t", "acme", "-a", "shop", "--detach", "--", "work"))
                .isZero();

        assertThat(captured.out()).isEqualTo("op-1\n");
        assertThat(captured.err()).contains("Under way in east as web-run-1");
    }

    @Test
    void saysWhyACommandWasNotRun() {
        hub.says(RUN, 202, oneOff("queued", "")).says(NEXT, 200, oneOff("failed", """
                        , "cause": {"code": "outcome-unknown", "message": "Nobody saw how it ended.", "advice": "Look first."}"""));

        assertThat(run("run", "-t", "acme", "-a", "shop", "work")).isEqualTo(1);

        assertThat(captured.err()).isEqualTo("error: Nobody saw how it ended.\nLook first.\n");
    }

    @Test
    void psShowsWhatIsUnderWay() {
        hub.says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "]}")
                .says(
                        "GET /api/v1/operations",
                        200,
                        "{\"items\": [" + oneOff("running", "").replace("op-1\"", "op-1\", \"tenant\": \"acme\"")
                                + "]}");

        assertThat(run("ps", "-t", "acme", "-a", "shop")).isZero();

        assertThat(captured.out()).containsPattern("acme +shop +web-run-1 +east +running .* run: work hard");
    }

    private static String line(long position, String text) {
        return "event: line\ndata: {\"position\": " + position + ", \"text\": \"" + text + "\"}\n\n";
    }

    private static String oneOff(String state, String more) {
        return """
               {"name": "op-1", "createdAt": "2026-03-01T11:59:50Z",
                "spec": {"input": {"application": "shop", "component": "web", "dataCenter": "east",
                  "instance": "web-run-1", "command": ["work", "hard"]}},
                "status": {"action": "run", "target": "%s/components/web", "state": "%s",
                  "steps": [{"dataCenter": "east", "name": "run web-run-1", "state": "%s"}]%s}}
               """.formatted(SHOP, state, state, more);
    }
}
