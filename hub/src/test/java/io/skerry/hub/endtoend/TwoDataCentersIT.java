package io.skerry.hub.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.invariant.History;
import io.skerry.testkit.invariant.HubUnnoticed;
import io.skerry.testkit.invariant.LastGoodServes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One story on one installation: a folder becomes an application in two data centers, changes, survives, goes. */
@TestMethodOrder(OrderAnnotation.class)
class TwoDataCentersIT {

    private static final String SERVER = """
            import http.server, os
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    body = ("VERSION from " + os.environ["SKERRY_DATA_CENTER"]).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            print("listening on", os.environ["PORT"], flush=True)
            http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
            """;

    /** Generous, for slow machines: it is to show that no request waits for somebody who is away. */
    private static final long NOTICED_MILLIS = 10_000;

    @TempDir
    private static Path folder;

    private static Installation skerry;
    private static List<String> urls = List.of();

    @BeforeAll
    static void up() throws Exception {
        skerry = Installation.up(folder, "east,west");
    }

    @AfterAll
    static void down() throws Exception {
        skerry.close();
    }

    @Test
    @Order(1)
    void sourceFolderAnswersOnAUrlInBothDataCenters() throws Exception {
        var said = deploy("one");
        urls = new ArrayList<>();
        said.json().at("/urls/web").forEach(site -> urls.add(site.get(0).asString()));
        assertThat(bodies()).containsExactlyInAnyOrder("one from east", "one from west");
    }

    @Test
    @Order(2)
    void newVersionTakesOverAndTheOldOneComesBack() throws Exception {
        deploy("two");
        assertThat(bodies()).containsExactlyInAnyOrder("two from east", "two from west");
        skerry.succeed("rollback", "1", "--tenant", "acme", "--app", "shop");
        assertThat(bodies()).containsExactlyInAnyOrder("one from east", "one from west");
    }

    @Test
    @Order(3)
    void brokenVersionIsRefusedWithItsReasonAndTheOldOneServes() throws Exception {
        source("print('this one gives up', flush=True)\nraise SystemExit(3)\n");
        var said = skerry.run("deploy", source().toString(), "--tenant", "acme", "--app", "shop");
        assertThat(said.code()).isNotZero();
        assertThat(said.all()).contains("this one gives up").contains("3");
        assertThat(bodies()).containsExactlyInAnyOrder("one from east", "one from west");
        skerry.succeed("rollback", "1", "--tenant", "acme", "--app", "shop");
    }

    @Test
    @Order(4)
    void linesOfInstancesAreShown() throws Exception {
        assertThat(skerry.succeed("logs", "--tenant", "acme", "--app", "shop").out())
                .contains("listening on");
    }

    @Test
    @Order(5)
    void whatInstancesUseAndRoutesDoIsShownFromBothDataCenters() throws Exception {
        Installation.await("both are measured", () -> {
            assertThat(bodies()).hasSize(2);
            var said = skerry.succeed("top", "-t", "acme", "-a", "shop", "--window", "1m", "-o", "json")
                    .json();
            return said.at("/instances").size() >= 2
                    && said.at("/instances/0/points/0/memory").asLong() > 1 << 20
                    && said.at("/routes").size() == 2
                    && said.at("/routes/1/points/0/requests").asLong() > 0;
        });
    }

    @Test
    @Order(6)
    void killedHubAndAgentComeBackAndTrafficDoesNotNotice() throws Exception {
        var history = History.now(new HubUnnoticed(NOTICED_MILLIS), new LastGoodServes());
        history.note(new Fact.Offered("one", true));
        for (var part : List.of("hub", "east-agent")) {
            var before = skerry.pid(part);
            history.note(new Fact.HubReach(!part.equals("hub")));
            assertThat(ProcessHandle.of(before).orElseThrow().destroyForcibly()).isTrue();
            Installation.await(part + " is back", () -> {
                ask(history);
                return skerry.pid(part) != before;
            });
        }
        history.end();
        Installation.await("all data centers are current", () -> {
            var said = skerry.run("dc", "list", "-o", "json");
            return said.code() == 0 && said.out().split("\"current\"", -1).length > 4;
        });
        var said = skerry.succeed("platform", "ps", "--data", skerry.data().toString());
        assertThat(said.out())
                .containsPattern("hub +running +\\d+ +\\d+[sm] +1 ")
                .containsPattern("east-agent +running +\\d+ +\\d+[sm] +1 ")
                .containsPattern("west-gateway +running +\\d+ +\\d+[smh] +0 +-");
    }

    @Test
    @Order(7)
    void deletedApplicationIsGoneEverywhere() throws Exception {
        skerry.succeed("delete", "--tenant", "acme", "--app", "shop", "--yes");
        for (var url : urls) {
            assertThat(skerry.get(url).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Order(8)
    void settingReachesBuildsAndStaysOutOfTheirOutput() throws Exception {
        var secret = "abcd-1234-efgh-5678";
        var variables = Files.writeString(folder.resolve("variables"), "# ours\nREGISTRY_TOKEN=" + secret + "\n");
        skerry.succeed("setting", "set", "--env-file", variables.toString());
        assertThat(skerry.succeed("setting").out()).contains("REGISTRY_TOKEN").doesNotContain(secret);

        var node = Files.createDirectories(folder.resolve("node"));
        Files.writeString(
                node.resolve("package.json"),
                "{\"name\": \"x\", \"version\": \"1.0.0\", \"scripts\": {\"start\": \"node server.js\","
                        + " \"build\": \"echo told $REGISTRY_TOKEN && test $REGISTRY_TOKEN = " + secret + "\"}}");
        Files.writeString(
                node.resolve("server.js"),
                "require('http').createServer((q, s) => s.end('built')).listen(process.env.PORT)");
        var said = skerry.succeed("deploy", node.toString(), "--tenant", "acme", "--app", "told");

        assertThat(said.all()).contains("told ****").doesNotContain(secret);
    }

    /** Each data center, as an application's client would. */
    private static void ask(History history) throws Exception {
        for (var url : urls) {
            var asked = System.nanoTime();
            var answer = skerry.get(url);
            history.note(new Fact.Asked(answer.statusCode() == 200, (System.nanoTime() - asked) / 1_000_000));
            history.note(new Fact.Served(answer.body().replaceFirst(" from (east|west)$", "")));
        }
    }

    private static List<String> bodies() throws Exception {
        var bodies = new ArrayList<String>();
        for (var url : urls) {
            bodies.add(skerry.get(url).body());
        }
        return bodies;
    }

    private static Installation.Said deploy(String version) throws Exception {
        source(SERVER.replace("VERSION", version));
        return skerry.succeed("deploy", source().toString(), "--tenant", "acme", "--app", "shop", "-o", "json");
    }

    private static Path source() {
        return folder.resolve("source");
    }

    private static void source(String server) throws Exception {
        Files.createDirectories(source());
        Files.writeString(source().resolve("server.py"), server);
        Files.writeString(source().resolve("Procfile"), "web: python3 server.py\n");
    }
}
