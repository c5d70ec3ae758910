package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.line.Records;
import io.skerry.logs.rule.Rule;
import io.skerry.logs.rule.Rules;
import io.skerry.model.application.LogSpec;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogMatch;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that belong together come as one. */
@Tag("LG-12")
class RecordsIT {

    private static final String TRACE = "java.lang.IllegalStateException: no stock\n"
            + IntStream.range(0, 39)
                    .mapToObj(i -> "\tat shop.Cart.line" + i + "(Cart.java:" + i + ")\n")
                    .collect(Collectors.joining())
            + "Caused by: java.io.IOException: gone\n"
            + IntStream.range(0, 38)
                    .mapToObj(i -> "\tat shop.Store.line" + i + "(Store.java:" + i + ")\n")
                    .collect(Collectors.joining())
            + "\t... 12 more";

    @TempDir
    Path folder;

    @Test
    void aStackTraceOf80LinesIsOneRecordHoweverItIsWritten() throws Exception {
        assertThat(TRACE.lines()).hasSize(80);
        var web = OutputWriter.instance(folder, "web", "a1");
        try (var relay = start(LogSpec.STACK);
                var tail = relay.tail(Queries.following(Queries.of("web")))) {
            int third = TRACE.length() / 3;
            web.text("before\n" + TRACE.substring(0, third));
            assertThat(Answers.next(tail, 1)).extracting(LogLine::text).containsExactly("before");
            web.text(TRACE.substring(third)).text("\nafter\n");

            var record = Answers.next(tail, 1).getFirst();
            var after = Answers.next(tail, 1).getFirst();

            assertThat(record.text()).isEqualTo(TRACE);
            assertThat(record.number()).isEqualTo(1);
            assertThat(after.text()).isEqualTo("after");
            assertThat(after.number()).isEqualTo(81);
        }
    }

    @Test
    void isSearchedAndCountedAsOne() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        web.text("first\n" + TRACE + "\nlast\n");
        try (var relay = start(LogSpec.STACK)) {
            Answers.count(relay, Queries.of("web"), 3);

            var found = Answers.answer(
                    relay, Queries.of("web").matching(new LogMatch("shop.Store.line7(", null, null, null)));
            assertThat(found).extracting(LogLine::text).containsExactly(TRACE);
            assertThat(Answers.answer(relay, Queries.tail("web", 2)))
                    .extracting(LogLine::text)
                    .containsExactly(TRACE, "last");
        }
    }

    @Test
    void beginsWhereAStampStandsIfThatIsSaid() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        web.lines("2026-11-22 one", "goes on", "", "and on", "2026-11-22 two");
        try (var relay = start("^\\d{4}-\\d\\d-\\d\\d ")) {
            assertThat(Answers.count(relay, Queries.of("web"), 2))
                    .extracting(LogLine::text)
                    .containsExactly("2026-11-22 one\ngoes on\n\nand on", "2026-11-22 two");
        }
    }

    @Test
    void aLineOfThreeMebibytesComesInPartsAndNothingOfItIsLost() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        web.text("y".repeat(3 << 20) + "\nnext\n");
        try (var relay = start(LogSpec.STACK)) {
            var lines = Answers.lines(
                    relay,
                    Queries.of("web"),
                    found -> found.size() > 1 && found.getLast().text().equals("next"));

            assertThat(lines).hasSize(48 + 1);
            assertThat(lines.stream()
                            .mapToLong(line ->
                                    line.text().chars().filter(c -> c == 'y').count())
                            .sum())
                    .isEqualTo(3 << 20);
        }
    }

    private RelayRole start(String multiline) throws InterruptedException {
        var rule = new Rule(1L << 30, Records.of(multiline));
        Rules rules = component -> rule;
        return RelayRole.start(RelaySettings.of(folder), rules);
    }
}
