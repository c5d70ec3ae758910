package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.line.Records;
import io.skerry.logs.rule.Rule;
import io.skerry.logs.rule.Rules;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an instance writes itself, named by its component. */
@Tag("LG-10")
class OwnFilesIT {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeInstance() throws IOException {
        OutputWriter.instance(folder, "web", "a1").lines("up");
        home = Files.createDirectories(OutputFiles.application(folder, "a1"));
        Files.createDirectory(home.resolve("logs"));
    }

    @Test
    void areReadBesideItsOutputAndLeftAlone() throws Exception {
        append("logs/app.log", "one\n");
        append("logs/app.tmp", "not wanted\n");
        try (var relay = start("logs/*.log")) {
            Answers.count(relay, Queries.of("web"), 2);
            append("logs/app.log", "two\n");
            append("logs/other.log", "three\n");

            var lines = Answers.count(relay, Queries.instance("a1"), 4);

            assertThat(lines)
                    .extracting(line -> line.stream().id() + " " + line.text())
                    .containsExactlyInAnyOrder(
                            "a1 up", "a1/logs/app.log one", "a1/logs/app.log two", "a1/logs/other.log three");
            assertThat(Files.readString(home.resolve("logs/app.log"))).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void goOnWhereTheyWereAfterARestart() throws Exception {
        append("logs/app.log", "one\n");
        try (var relay = start("logs/*.log")) {
            Answers.count(relay, Queries.of("web"), 2);
        }
        append("logs/app.log", "two\n");
        try (var relay = start("logs/*.log")) {
            assertThat(texts(relay, 3)).containsExactlyInAnyOrder("up", "one", "two");
        }
    }

    @Test
    void areReadOnceThoughTheyRotate() throws Exception {
        append("logs/app.log", "one\n");
        try (var relay = start("logs/app.log*")) {
            Answers.count(relay, Queries.of("web"), 2);
            append("logs/app.log", "two\n");
            Files.move(home.resolve("logs/app.log"), home.resolve("logs/app.log.1"));
            append("logs/app.log", "three\n");
            Answers.count(relay, Queries.of("web"), 4);
        }
        append("logs/app.log.1", "late\n");
        try (var relay = start("logs/app.log*")) {
            assertThat(texts(relay, 5)).containsExactlyInAnyOrder("up", "one", "two", "three", "late");
        }
    }

    @Test
    void areReadToTheirEndThoughTheInstanceGoes() throws Exception {
        append("logs/app.log", "one\n");
        try (var relay = start("logs/*.log")) {
            Answers.count(relay, Queries.of("web"), 2);
            append("logs/app.log", "x\n".repeat(50_000));
            OutputWriter.instance(folder, "web", "a1").end();

            Answers.count(relay, Queries.previous("web"), 50_002);
        }
    }

    @Test
    void areNotFollowedWhereALinkLeads() throws Exception {
        var secret = Files.writeString(folder.resolve("secret.log"), "secret\n");
        var beyond = Files.createDirectory(folder.resolve("beyond"));
        Files.writeString(beyond.resolve("hidden.log"), "hidden\n");
        Files.createSymbolicLink(home.resolve("logs/secret.log"), secret);
        Files.createSymbolicLink(home.resolve("elsewhere"), beyond);
        append("logs/app.log", "one\n");
        try (var relay = start("logs/*.log", "elsewhere/*.log", "*/*.log")) {
            Answers.count(relay, Queries.of("web"), 2);
            append("logs/app.log", "two\n");

            assertThat(texts(relay, 3)).containsExactlyInAnyOrder("up", "one", "two");
        }
    }

    @Test
    void areNotFoundWhereTheApplicationsFolderIsALink() throws Exception {
        var beyond = Files.createDirectories(folder.resolve("beyond/logs"));
        Files.writeString(beyond.resolve("hidden.log"), "hidden\n");
        Files.move(home, home.resolveSibling("moved"));
        Files.createSymbolicLink(home, beyond.getParent());
        try (var relay = start("logs/*.log")) {
            assertThat(texts(relay, 1)).containsExactly("up");

            Files.delete(home);
            Files.move(home.resolveSibling("moved"), home);
            append("logs/app.log", "one\n");

            assertThat(texts(relay, 2)).containsExactlyInAnyOrder("up", "one");
        }
    }

    private static List<String> texts(RelayRole relay, int count) throws InterruptedException {
        return Answers.count(relay, Queries.of("web"), count).stream()
                .map(LogLine::text)
                .toList();
    }

    private RelayRole start(String... patterns) throws InterruptedException {
        var rule = new Rule(1L << 30, Records.LINES, List.of(patterns));
        Rules rules = component -> rule;
        return RelayRole.start(RelaySettings.of(folder), rules);
    }

    private void append(String path, String text) throws IOException {
        Files.writeString(home.resolve(path), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
