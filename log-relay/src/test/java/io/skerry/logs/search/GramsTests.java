package io.skerry.logs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GramsTests {

    private static final String TEXT = IntStream.range(0, 1000)
            .mapToObj(i -> "2026-11-22T12:00:00Z INFO request served path=/things/" + i + " status=200")
            .collect(Collectors.joining("\n"));
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

    @Test
    void neverDeniesWhatIsThere() {
        var grams = Grams.of(BYTES, 0, BYTES.length);

        for (int i = 0; i + 20 < TEXT.length(); i += 7) {
            assertThat(Grams.mayHold(grams, List.of(TEXT.substring(i, i + 20)))).isTrue();
        }
        assertThat(Grams.mayHold(grams, List.of("ab", ""))).isTrue();
    }

    @Test
    void deniesMostOfWhatIsNot() {
        var grams = Grams.of(BYTES, 0, BYTES.length);

        long denied = IntStream.range(0, 1000)
                .filter(i -> !Grams.mayHold(grams, List.of("order-" + Integer.toHexString(i * 7919))))
                .count();

        assertThat(denied).isGreaterThan(990);
        assertThat(grams).hasSizeLessThanOrEqualTo(BYTES.length / 32);
    }

    @Test
    void saysNothingOfAShortText() {
        assertThat(Grams.of(BYTES, 0, 100)).isEmpty();
        assertThat(Grams.mayHold(new byte[0], List.of("anything"))).isTrue();
    }

    @Test
    void findsAllLiteralsOrNone() {
        assertThat(Grams.holds(BYTES, literals("/things/999", "INFO"))).isTrue();
        assertThat(Grams.holds(BYTES, literals("/things/999", "WARN"))).isFalse();
        assertThat(Grams.holds(new byte[0], literals("a"))).isFalse();
    }

    private static List<byte[]> literals(String... words) {
        return List.of(words).stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
