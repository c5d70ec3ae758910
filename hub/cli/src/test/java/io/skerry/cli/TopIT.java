package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopIT extends AtAHub {

    private static final String MEASURED = """
            {"windowSeconds": 30, "stepSeconds": 30, "truncated": false,
             "dataCenters": [
               {"dataCenter": "east", "state": "answered", "observedAt": "2026-03-01T11:59:57Z"},
               {"dataCenter": "west", "state": "unreachable", "seenAt": "2026-03-01T11:57:00Z", "message": "away"}],
             "instances": [
               {"dataCenter": "east", "tenant": "acme", "application": "shop", "component": "web", "instance": "web-1", "points": [
                 {"at": "2026-03-01T11:59:57Z", "cpu": 0.125, "memory": 52428800, "threads": 12, "descriptors": 34, "restarts": 0, "disk": 1048576}]},
               {"dataCenter": "east", "tenant": "acme", "application": "shop", "component": "web", "instance": "web-2", "points": [
                 {"at": "2026-03-01T11:59:20Z", "cpu": 1.5, "memory": 1024, "threads": 3, "descriptors": 9, "restarts": 2, "disk": 0}]}],
             "routes": [
               {"dataCenter": "east", "tenant": "acme", "application": "shop", "route": "web", "points": [
                 {"at": "2026-03-01T11:59:57Z", "seconds": 30, "requests": 600, "clientErrors": 3, "serverErrors": 1, "refused": 1,
                  "received": 0, "sent": 3145728, "open": 4, "p50": 1.25, "p95": 40.2, "p99": 1250.0}]}]}
            """;

    @Test
    void showsWhatIsUsedAndDoneWithTheAgeOfThatWord() {
        hub.says("GET " + SHOP + "/metrics?window=30s&step=30s", 200, MEASURED);

        assertThat(run("top", "-t", "acme", "-a", "shop")).isZero();

        assertThat(captured.out()).isEqualTo("""
                        TENANT  APP   INSTANCE  DATA CENTER  CPU   MEMORY   THREADS  FILES  RESTARTS  DISK     SEEN
                        acme    shop  web-2     east         1.50  1.0 KiB  3        9      2         0 B      40s ago
                        acme    shop  web-1     east         0.13  50 MiB   12       34     0         1.0 MiB  now
                        TENANT  APP   ROUTE  DATA CENTER  REQ/S  4XX  5XX  P50     P95    P99    IN/S  OUT/S    OPEN  SEEN
                        acme    shop  web    east         20.00  3    1    1.3 ms  40 ms  1.3 s  0 B   102 KiB  4     now
                        """);
        assertThat(captured.err()).isEqualTo("west does not answer; last heard of 3m ago.\n");
    }

    @Test
    void sortsInstancesAsAsked() {
        hub.says("GET " + SHOP + "/metrics?window=60s&step=60s&dataCenter=east", 200, MEASURED);

        run("top", "-t", "acme", "-a", "shop", "--dc", "east", "--window", "1m", "--sort", "memory");

        assertThat(captured.out().lines().skip(1)).first().asString().contains("web-1");
    }

    @Test
    void asksEveryDataCenterWhenNoApplicationIsNamed() {
        hub.says("GET /api/v1/data-centers", 200, "{\"items\": [{\"name\": \"east\"}, {\"name\": \"west\"}]}")
                .says("GET /api/v1/data-centers/east/metrics?window=30s&step=30s", 200, MEASURED)
                .says("GET /api/v1/data-centers/west/metrics?window=30s&step=30s", 200, MEASURED);

        assertThat(run("top", "-o", "json")).isZero();

        assertThat(captured.out().lines().filter(line -> line.contains("\"web-1\"")))
                .hasSize(2);
    }

    @Test
    void saysWhatAnswersAreMissing() {
        hub.says("GET /api/v1/data-centers", 200, "{\"items\": []}");
        run("top");
        assertThat(captured.err()).contains("No data center to ask");

        hub.says(
                "GET /api/v1/data-centers/old/metrics?window=30s&step=30s",
                200,
                "{\"truncated\": true, \"dataCenters\": [{\"dataCenter\": \"old\", \"state\": \"refused\","
                        + " \"message\": \"its version measures nothing\"}], \"instances\": [], \"routes\": []}");
        run("top", "--dc", "old");
        assertThat(captured.err())
                .contains("old gives no figures: its version measures nothing", "more than one answer");
    }

    @Test
    void refusesAnApplicationWithoutItsTenant() {
        assertThat(run("top", "--app", "shop")).isEqualTo(2);
        assertThat(captured.err()).contains("--app wants --tenant");
    }
}
