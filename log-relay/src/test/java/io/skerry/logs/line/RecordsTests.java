package io.skerry.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTests {

    private static final Records STACK = Records.of("stack");

    @Test
    void joinsWhatIsIndentedOrGoesOnWithATrace() {
        assertThat(records(STACK, "a\n\tat b\n  c\nCaused by: d\n... 3 more\nSuppressed: e\nf\n"))
                .containsExactly("a\n\tat b\n  c\nCaused by: d\n... 3 more\nSuppressed: e", "f");
    }

    @Test
    void joinsWhatDoesNotBeginAsItShould() {
        assertThat(records(Records.of("^\\d"), "1 a\nb\n\n c\n2 d\n")).containsExactly("1 a\nb\n\n c", "2 d");
        assertThat(records(STACK, "a\n\nb\n")).containsExactly("a", "", "b");
    }

    @Test
    void leavesLinesAloneWhoseExpressionTakesForEver() {
        var slow = Records.of("^.*.*.*.*.*.*.*.*.*.*=x");
        var line = "a".repeat(250).getBytes(StandardCharsets.UTF_8);

        assertThat(slow.continues(line, 0, line.length)).isFalse();
        assertThat(slow.continues(line, 0, 1)).isFalse();
    }

    @Test
    void leavesEveryLineAloneUnlessTold() {
        assertThat(records(Records.LINES, "a\n b\nCaused by: c\n")).containsExactly("a", " b", "Caused by: c");
        assertThat(Records.of("").single()).isTrue();
    }

    @Test
    void cutsARecordThatOutgrowsALine() {
        assertThat(records(STACK, "a\n " + "b".repeat(50) + "\n " + "c".repeat(50) + "\n"))
                .containsExactly("a\n " + "b".repeat(50), " " + "c".repeat(50));
    }

    @Test
    void saysWhereTheLastRecordBegins() {
        assertThat(lastStart("a\nb\n c\n")).isEqualTo(2);
        assertThat(lastStart("a\n b\n c\n")).isZero();
        assertThat(lastStart(" a\n b\n")).isZero();
        assertThat(lastStart("a\nb\n")).isEqualTo(2);
    }

    @Test
    void countsTheLinesBeforeEach() {
        var text = "a\n b\n c\nd\ne\n".getBytes(StandardCharsets.UTF_8);
        var cursor = new RecordCursor(text, STACK, 100);
        var firsts = new ArrayList<Integer>();
        while (cursor.next()) {
            firsts.add(cursor.firstLine());
        }
        assertThat(firsts).containsExactly(0, 3, 4);
    }

    private static int lastStart(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return STACK.lastStart(bytes, 0, bytes.length);
    }

    private static List<String> records(Records records, String text) {
        var cursor = new RecordCursor(text.getBytes(StandardCharsets.UTF_8), records, 80);
        var found = new ArrayList<String>();
        while (cursor.next()) {
            found.add(cursor.text());
        }
        return found;
    }
}
