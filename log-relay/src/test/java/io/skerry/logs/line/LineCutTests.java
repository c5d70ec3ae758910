package io.skerry.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineCutTests {

    private static final int LIMIT = 16;

    @Test
    void takesWholeLinesOnly() {
        assertThat(cut("one\ntwo\nthr", false)).isEqualTo(new LineCut(8, false));
    }

    @Test
    void waitsForTheEndOfALine() {
        assertThat(cut("thr", false)).isEqualTo(new LineCut(0, false));
    }

    @Test
    void takesAnUnfinishedLineOnceItIsWaitedForNoLonger() {
        assertThat(cut("thr", true)).isEqualTo(new LineCut(3, true));
        assertThat(cut("one\nthr", true)).isEqualTo(new LineCut(4, false));
    }

    @Test
    void takesTheLimitsWorthOfALineWithoutAnEnd() {
        assertThat(cut("0123456789abcdefgh", false)).isEqualTo(new LineCut(LIMIT, true));
    }

    @Test
    void leavesAHalfCharacterForTheNextTime() {
        var bytes = "ab\u20ac".getBytes(StandardCharsets.UTF_8);

        assertThat(LineCut.of(bytes, 0, 4, LIMIT, true)).isEqualTo(new LineCut(2, true));
        assertThat(LineCut.of(bytes, 2, 4, LIMIT, true)).isEqualTo(new LineCut(4, true));
    }

    @Test
    void findsTheEndOfALineThatWasTakenAlready() {
        assertThat(behind("\nnext")).isEqualTo(1);
        assertThat(behind("\r\nnext")).isEqualTo(2);
        assertThat(behind("more\n")).isZero();
        assertThat(behind("")).isZero();
    }

    private static LineCut cut(String text, boolean impatient) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return LineCut.of(bytes, 0, bytes.length, LIMIT, impatient);
    }

    private static int behind(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return LineCut.behindLineEnd(bytes, bytes.length);
    }
}
