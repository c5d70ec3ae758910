package io.skerry.hub.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill: a backup, changes, a restore while applications run, a person's look, and all is as the backup has it. */
@Tag("F50")
class RestoreDrillIT {

    private static final String SERVER = """
            import http.server, os
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    body = b"VERSION"
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
            """;

    @TempDir
    private Path folder;

    private Installation skerry;

    @AfterEach
    void down() throws Exception {
        skerry.close();
    }

    @Test
    void nothingChangesBeforeAPersonLookedAndThenItIsAsTheBackupHasIt() throws Exception {
        skerry = Installation.up(folder, "east");
        var shop = deploy("shop", "one");
        skerry.succeed("backup", "create");
        var name = skerry.succeed("backup", "list", "-o", "json")
                .json()
                .at("/items/0/name")
                .asString();
        var file = folder.resolve("backup.zip");
        skerry.succeed("backup", "download", name, "--to", file.toString());
        deploy("shop", "two");
        var later = deploy("later", "new");
        var agent = skerry.pid("east-agent");

        var said = skerry.succeed(
                "restore", file.toString(), "--yes", "--data", skerry.data().toString());

        assertThat(said.all()).contains("is kept as database", "held back until you looked");
        assertThat(skerry.pid("east-agent")).as("agents go on").isEqualTo(agent);
        Installation.await("the data center is held back", () -> isHeldBack());
        assertThat(skerry.get(shop).body()).isEqualTo("two");
        assertThat(skerry.get(later).body()).isEqualTo("new");

        skerry.succeed("dc", "accept", "east", "--yes");
        Installation.await("what it holds that the backup has not is seen", () -> isHeldBack());
        Installation.await(
                "the backup's version serves", () -> skerry.get(shop).body().equals("one"));
        assertThat(skerry.get(later).body()).isEqualTo("new");

        skerry.succeed("dc", "accept", "east", "--yes");
        Installation.await("what came later is gone", () -> skerry.get(later).statusCode() == 404);
        Installation.await("nothing is held back", () -> !isHeldBack());
        assertThat(skerry.get(shop).body()).isEqualTo("one");
        Installation.await(
                "what is seen is told again",
                () -> skerry.succeed("ps").out().matches("(?s).*shop +web +east +running +1/1.*"));
        deploy("shop", "three");
        assertThat(skerry.get(shop).body()).isEqualTo("three");
    }

    private boolean isHeldBack() throws Exception {
        var said = skerry.run("dc", "list", "-o", "json");
        return said.code() == 0 && said.json().at("/items/0/status/review").isObject();
    }

    private String deploy(String application, String version) throws Exception {
        var source = Files.createDirectories(folder.resolve("source-" + application));
        Files.writeString(source.resolve("server.py"), SERVER.replace("VERSION", version));
        Files.writeString(source.resolve("Procfile"), "web: python3 server.py\n");
        var words = List.of("deploy", source.toString(), "--tenant", "acme", "--app", application, "-o", "json");
        return skerry.succeed(words.toArray(String[]::new))
                .json()
                .at("/urls/web/east/0")
                .asString();
    }
}
