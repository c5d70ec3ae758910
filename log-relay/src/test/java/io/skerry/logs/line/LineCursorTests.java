package io.skerry.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCursorTests {

    private static final int LIMIT = 16;

    @Test
    void endsLinesAtLfAndAtCrLf() {
        assertThat(split("one\ntwo\r\nthree\n")).containsExactly("one", "two", "three");
    }

    @Test
    void keepsEmptyLinesAndALoneCrWithinALine() {
        assertThat(split("\n\r\n10%\r20%\n")).containsExactly("", "", "10%\r20%");
    }

    @Test
    void takesALineThatIsNotEnded() {
        assertThat(split("one\ntw")).containsExactly("one", "tw");
    }

    @Test
    void replacesWhatIsNotUtf8() {
        assertThat(split(new byte[] {'a', (byte) 0xFF, 'b', '\n'})).containsExactly("a\ufffdb");
    }

    @Test
    void cutsAnOverLongLineIntoPartsAndMarksAllButTheLast() {
        assertThat(split("0123456789abcdefGHIJKLMNOPQRSTUVend\n"))
                .containsExactly("0123456789abcdef" + LineCursor.CUT, "GHIJKLMNOPQRSTUV" + LineCursor.CUT, "end");
    }

    @Test
    void doesNotMarkALineOfExactlyTheLimit() {
        assertThat(split("0123456789abcdef\nnext\n")).containsExactly("0123456789abcdef", "next");
    }

    @Test
    void neverCutsWithinACharacter() {
        var parts = split("0123456789abc\u20ac456\n");

        assertThat(parts).containsExactly("0123456789abc\u20ac" + LineCursor.CUT, "456");
        assertThat(split("0123456789abcd\u20ac56\n")).containsExactly("0123456789abcd" + LineCursor.CUT, "\u20ac56");
    }

    @Test
    void countsAsManyLinesAsItGivesWhateverTheBytes() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(8) == 0) {
                    bytes[i] = '\n';
                }
            }
            assertThat(LineCursor.count(bytes, 0, bytes.length, LIMIT))
                    .isEqualTo(split(bytes).size());
        }
    }

    private static List<String> split(String text) {
        return split(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> split(byte[] bytes) {
        var cursor = new LineCursor(bytes, 0, bytes.length, LIMIT);
        var lines = new ArrayList<String>();
        int before = -1;
        while (cursor.next()) {
            assertThat(cursor.start()).isGreaterThan(before);
            before = cursor.start();
            lines.add(cursor.text());
        }
        return lines;
    }
}
