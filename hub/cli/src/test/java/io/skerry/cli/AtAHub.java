package io.skerry.cli;

import io.skerry.cli.command.Session;
import io.skerry.cli.config.ContextFile;
import io.skerry.cli.config.HubContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A signed-in command line in front of a hub that says what it is told. */
abstract class AtAHub {

    static final String SHOP = "/api/v1/tenants/acme/applications/shop";
    static final String WEB = """
            {"kind": "component", "tenant": "acme", "application": "shop", "name": "web", "version": 7,
             "spec": {"env": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "KEY", "secret": {"set": "keys", "key": "api"}}]},
             "status": {"dataCenters": {
               "east": {"observedAt": "2026-03-01T11:59:58Z", "phase": "running", "ready": 2, "wanted": 2, "release": 3,
                        "urls": ["http://shop--acme.east.localhost:20000"]},
               "west": {"observedAt": "2026-03-01T11:57:00Z", "phase": "failing", "ready": 0, "wanted": 2, "release": 3,
                        "cause": {"code": "instance-exited", "message": "exited with 1 as it started"}}}}}
            """;

    @TempDir
    Path folder;

    FakeHub hub;
    CapturedConsole captured;

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

    int run(String... words) {
        return new CommandTree(new Session(captured.console(), Map.of(), contexts())).run(words);
    }

    ContextFile contexts() {
        return new ContextFile(folder.resolve("config").resolve("config.json"));
    }

    static String operation(String state, String east) {
        return """
               {"name": "op-1", "status": {"state": "%s", "steps": [
                 {"name": "build web b1-0af", "state": "succeeded", "startedAt": "2026-03-01T11:59:40Z"},
                 {"dataCenter": "east", "name": "rollout", "state": "%s", "startedAt": "2026-03-01T11:59:50Z"}]}}
               """.formatted(state.toUpperCase(Locale.ROOT), east);
    }

    static String problem(String code, String detail, String advice) {
        return "{\"code\": \"%s\", \"detail\": \"%s\", \"advice\": \"%s\"}".formatted(code, detail, advice);
    }
}
