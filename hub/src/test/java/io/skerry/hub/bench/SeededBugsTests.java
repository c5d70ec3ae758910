package io.skerry.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ./skerry bench seeded-bugs} puts in must fit the code as it is, else it measures nothing. */
class SeededBugsTests {

    private static final int AT_LEAST = 20;
    private static final Path HOME = Paths.get("").toAbsolutePath().getParent();

    @Test
    void everySeededBugStillAppliesAndSaysWhatItBreaks() throws Exception {
        var bugs = bugs();

        assertThat(bugs).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        for (var bug : bugs) {
            assertThat(Files.readString(bug))
                    .as(bug.toString())
                    .containsPattern("(?m)^Breaks: .+$")
                    .containsPattern("(?m)^Invariant: I\\d+$")
                    .containsPattern("(?m)^Tests: \\S+ io\\.skerry\\..+$");
            assertThat(check(bug)).as(bug.toString()).isEmpty();
        }
    }

    private static List<Path> bugs() throws IOException {
        try (var files = Files.find(
                HOME,
                6,
                (file, attributes) ->
                        file.toString().endsWith(".patch") && file.toString().contains("/src/test/seeded-bugs/"))) {
            return files.filter(file -> Stream.of("target", ".git").noneMatch(HOME.relativize(file)::startsWith))
                    .sorted()
                    .toList();
        }
    }

    /** What git says against it; nothing if it applies. */
    private static String check(Path bug) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "apply", "--check", bug.toString())
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? "" : "does not apply: " + said;
    }
}
