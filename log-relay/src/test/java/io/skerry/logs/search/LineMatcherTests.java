package io.skerry.logs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.log.LogLevel;
import io.skerry.model.log.LogMatch;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineMatcherTests {

    private static final String JSON =
            "{\"level\":\"warn\",\"msg\":\"slow\",\"http\":{\"status\":500,\"path\":\"/a b\"},\"user\":7,\"a.b\":true,\"none\":null}";

    @Test
    void findsTextAsItIsWritten() {
        assertThat(takes(text("paid"), "order paid")).isTrue();
        assertThat(takes(text("paid"), "order Paid")).isFalse();
        assertThat(takes(text("a.c"), "abc")).isFalse();
    }

    @Test
    void findsARegularExpressionAnywhere() {
        assertThat(takes(regex("o.der-[0-9]+$"), "an order-17")).isTrue();
        assertThat(takes(regex("^order"), "an order-17")).isFalse();
    }

    @Test
    void looksIntoJsonByNameAndByPath() {
        assertThat(takes(field("user", "7"), JSON)).isTrue();
        assertThat(takes(field("user", "8"), JSON)).isFalse();
        assertThat(takes(field("http.status", "500"), JSON)).isTrue();
        assertThat(takes(field("http.path", "/a b"), JSON)).isTrue();
        assertThat(takes(field("a.b", "true"), JSON)).isTrue();
        assertThat(takes(field("none", "null"), JSON)).isTrue();
        assertThat(takes(field("absent", ""), JSON)).isFalse();
        assertThat(takes(field("user", "7"), "user=7")).isFalse();
        assertThat(takes(field("user", "7"), "{broken \"user\":7}")).isFalse();
    }

    @Test
    void takesLinesAsGraveAsTheLevelOrMore() {
        assertThat(takes(level(LogLevel.WARN), JSON)).isTrue();
        assertThat(takes(level(LogLevel.ERROR), JSON)).isFalse();
        assertThat(takes(level(LogLevel.ERROR), "{\"level\":50,\"msg\":\"pino\"}"))
                .isTrue();
        assertThat(takes(level(LogLevel.ERROR), "{\"level\":30}")).isFalse();
        assertThat(takes(level(LogLevel.ERROR), "2026-11-22 12:00:00,1 ERROR c.a.Shop - no stock"))
                .isTrue();
        assertThat(takes(level(LogLevel.ERROR), "2026/11/22 [error] 7#7: upstream"))
                .isTrue();
        assertThat(takes(level(LogLevel.ERROR), "ts=1 level=critical msg=x")).isTrue();
        assertThat(takes(level(LogLevel.WARN), "12:00 INFO no error here")).isFalse();
        assertThat(takes(level(LogLevel.TRACE), "no level at all")).isFalse();
    }

    @Test
    void wantsAllOfItToHold() {
        var match = new LogMatch("slow", "sl[aeiou]w", Map.of("user", "7"), LogLevel.WARN);

        assertThat(takes(match, JSON)).isTrue();
        assertThat(takes(match, JSON.replace("slow", "slaw"))).isFalse();
        assertThat(takes(match, JSON.replace("warn", "info"))).isFalse();
    }

    @Test
    void passesOverATextOnlyIfNoLineOfItCouldBeTaken() {
        var text = ("quiet line\n".repeat(500) + JSON + "\n").getBytes(StandardCharsets.UTF_8);
        var grams = Grams.of(text, 0, text.length);

        assertThat(matcher(field("msg", "slow")).mayBeIn(grams)).isTrue();
        assertThat(matcher(field("msg", "slow")).needsLookInto(text)).isTrue();
        assertThat(matcher(field("http.path", "/a b")).mayBeIn(grams)).isTrue();
        assertThat(matcher(text("zebra")).mayBeIn(grams)).isFalse();
        assertThat(matcher(text("zebra")).needsLookInto(text)).isFalse();
    }

    @Test
    void passesOverATextWithoutAnyWordForTheLevel() {
        for (var grave :
                new String[] {"[Error] x", "12:00 FATAL x", "{\"level\":\"err\"}", "{\"lvl\": 50}", "{\"level\":60}"}) {
            assertThat(matcher(level(LogLevel.ERROR)).mayBeIn(grams("quiet line\n".repeat(500) + grave)))
                    .as(grave)
                    .isTrue();
        }
        assertThat(matcher(level(LogLevel.ERROR)).mayBeIn(grams("12:50 INFO level 40\n".repeat(500))))
                .isFalse();
        assertThat(looksInto("quiet line\n{\"level\":60}\n")).isTrue();
        assertThat(looksInto("quiet line\n12:00 FATAL x\n")).isTrue();
        assertThat(looksInto("{\"level\":30,\"ms\":50}\n")).isFalse();
    }

    private static boolean looksInto(String text) {
        return matcher(level(LogLevel.ERROR)).needsLookInto(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] grams(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Grams.of(bytes, 0, bytes.length);
    }

    @Test
    void stopsAnExpressionThatWouldGoOnForYears() {
        assertThatThrownBy(() -> takes(regex("(a*)*\\1b"), "a".repeat(64)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'regex' takes far too long");
    }

    @Test
    void stopsAnExpressionThatGoesTooDeep() {
        assertThatThrownBy(() -> takes(regex("(a|b)*c"), "ab".repeat(200_000)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'regex' goes too deep on a line of 400000 characters")
                .hasMessageContaining("[ab]*");
    }

    @Test
    void isNotNeededWhereNothingIsAsked() {
        assertThat(LineMatcher.of(null)).isEmpty();
        assertThat(LineMatcher.of(new LogMatch(null, null, null, null))).isEmpty();
    }

    private static boolean takes(LogMatch match, String line) {
        return matcher(match).takes(line);
    }

    private static LineMatcher matcher(LogMatch match) {
        return LineMatcher.of(match).orElseThrow();
    }

    private static LogMatch text(String text) {
        return new LogMatch(text, null, null, null);
    }

    private static LogMatch regex(String regex) {
        return new LogMatch(null, regex, null, null);
    }

    private static LogMatch field(String name, String value) {
        return new LogMatch(null, null, Map.of(name, value), null);
    }

    private static LogMatch level(LogLevel level) {
        return new LogMatch(null, null, null, level);
    }
}
