package io.skerry.logs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyOfTests {

    private static final AnyOf WORDS = new AnyOf(List.of("error", "err", "fatal", "l\":50"));

    @Test
    void findsAnyOfThemAnywhere() {
        assertThat(isIn("err")).isTrue();
        assertThat(isIn("an error")).isTrue();
        assertThat(isIn("fafatal ")).isTrue();
        assertThat(isIn("{\"level\":50}")).isTrue();
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(isIn("")).isFalse();
        assertThat(isIn("e")).isFalse();
        assertThat(isIn("served, er, fata")).isFalse();
        assertThat(isIn("{\"level\":30,\"ms\":50}")).isFalse();
        assertThat(new AnyOf(List.of()).isIn("err".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    private static boolean isIn(String text) {
        return WORDS.isIn(text.getBytes(StandardCharsets.UTF_8));
    }
}
