package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventsWordIT extends AtAHub {

    private static final String RESTART = """
            {"id": "7", "at": "2026-03-01T11:59:58Z", "observedAt": "2026-03-01T11:57:00Z", "tenant": "acme",
             "application": "shop", "component": "web", "dataCenter": "east", "instance": "web-1a", "type": "instance-restarted",
             "severity": "warning", "text": "started again, 1 so far: OOM", "figures": {"restarts": 1}}""";
    private static final String RELEASE = """
            {"id": "6", "at": "2026-03-01T11:50:00Z", "observedAt": "2026-03-01T11:50:00Z", "tenant": "acme",
             "application": "shop", "type": "release-created", "severity": "info", "text": "release 3 made", "figures": {}}""";
    private static final String LIST = "GET /api/v1/events?limit=100";
    private static final String STREAM = "GET /api/v1/events?watch=true&after=";

    @Test
    void showsTheNewestLastWithTheirAgeAndHowLateTheyWereHeard() {
        hub.says(LIST + "&tenant=acme&application=shop", 200, page(RESTART, RELEASE));

        assertThat(run("events", "-t", "acme", "-a", "shop")).isZero();

        assertThat(captured.out().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("10m ago", "release-created", "acme/shop", "release 3 made"),
                        line -> assertThat(line)
                                .contains(
                                        "3m ago",
                                        "instance-restarted",
                                        "east",
                                        "acme/shop/web-1a",
                                        "OOM (heard 2m later)"));
    }

    @Test
    void passesEveryNarrowingOnAndPrintsJsonAsItCame() {
        hub.says(
                LIST + "&tenant=acme&application=shop&component=web&dataCenter=east&type=release-created"
                        + "&type=instance-restarted&since=2026-03-01T11%3A00%3A00Z",
                200,
                page(RESTART));

        var code = run(
                "events",
                "-t",
                "acme",
                "-a",
                "shop",
                "-c",
                "web",
                "--dc",
                "east",
                "--type",
                "release-created,instance-restarted",
                "--since",
                "1h",
                "-o",
                "json");

        assertThat(code).isZero();
        assertThat(captured.out()).contains("\"observedAt\"").contains("\"head\"");
    }

    @Test
    void followsAndGoesOnAfterTheLastEventWhenTheStreamEnds() {
        hub.says(LIST, 200, page(RELEASE))
                .says(STREAM + "6", 200, "id: 7\nevent: event\ndata: " + RESTART.replace("\n", " ") + "\n\n")
                .says(STREAM + "7", 410, problem("revision-gone", "Events after 7 are no longer all kept.", "List."));

        assertThat(run("events", "-f")).isEqualTo(5);

        assertThat(captured.out().lines()).hasSize(2);
        assertThat(captured.err()).contains("no longer all kept");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run("events", "-a", "shop")).isEqualTo(2);
        assertThat(captured.err()).contains("--app wants --tenant");
    }

    private static String page(String... events) {
        return "{\"items\": [" + String.join(",", events) + "], \"head\": \"6\"}";
    }
}
