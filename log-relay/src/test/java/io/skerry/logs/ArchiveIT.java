package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.patience.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveIT {

    private static final int LINES = 30_000;

    @TempDir
    Path folder;

    @Test
    void holdsEveryLineOnceThatTheBufferLetGoOf() throws Exception {
        for (int from = 0; from < LINES; from += LINES / 3) {
            try (var relay = relay(Duration.ZERO)) {
                write(from, from + LINES / 3);
                int last = from + LINES / 3 - 1;
                Answers.lines(
                        relay,
                        Queries.tail("web", 1),
                        lines -> lines.stream().anyMatch(line -> line.text().startsWith("line " + last + " ")));
                int before = kept(relay);
                Eventually.await(
                        "what the buffer won't keep is archived",
                        () -> archived().size() >= before);
            }
        }

        var archived = archived();

        assertThat(archived).isNotEmpty().allMatch(line -> line.matches("[0-9T:.-]+Z a1 line \\d+ x+"));
        assertThat(archived.stream().map(ArchiveIT::number).toList())
                .isEqualTo(IntStream.range(0, archived.size()).boxed().toList());
        assertThat(folder.resolve("archive/acme/shop/web")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void takesNothingBeforeItsTime() throws Exception {
        try (var relay = relay(Duration.ofDays(1))) {
            write(0, LINES / 3);
            Answers.lines(
                    relay,
                    Queries.tail("web", 1),
                    lines -> lines.stream().anyMatch(line -> line.text().startsWith("line " + (LINES / 3 - 1) + " ")));
        }
        assertThat(folder.resolve("archive")).doesNotExist();
    }

    private RelayRole relay(Duration after) throws InterruptedException {
        return RelayRole.start(RelaySettings.of(folder)
                .keeping(16L << 20, Duration.ofDays(1))
                .archivingTo(folder.resolve("archive"), after));
    }

    /** Lines before the cycle being written: those of a mebibyte may still be in it. */
    private static int kept(RelayRole relay) throws InterruptedException {
        return (int) (Answers.answer(relay, Queries.tail("web", 1)).getFirst().number() - 4_500);
    }

    private void write(int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("line ").append(i).append(' ').append("x".repeat(480)).append('\n');
        }
        OutputWriter.instance(folder, "web", "a1").text(text.toString());
    }

    private List<String> archived() throws IOException {
        var component = folder.resolve("archive/acme/shop/web");
        var lines = new ArrayList<String>();
        if (Files.exists(component)) {
            try (var files = Files.list(component)) {
                for (var file : files.filter(path -> path.toString().endsWith(".gz"))
                        .sorted()
                        .toList()) {
                    try (var in = new BufferedReader(new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                        in.lines().forEach(lines::add);
                    }
                }
            }
        }
        return lines;
    }

    private static int number(String line) {
        return Integer.parseInt(line.split(" ", 5)[3]);
    }
}
