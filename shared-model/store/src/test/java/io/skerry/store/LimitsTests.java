package io.skerry.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTests {

    @Test
    void passesATransactionThatReachesEveryLimit() {
        var operations = IntStream.range(0, EdgeStore.MAX_OPERATIONS)
                .mapToObj(i ->
                        Operation.put("k".repeat(EdgeStore.MAX_KEY - 4) + "%04d".formatted(i), new byte[256 << 10]))
                .toArray(Operation[]::new);

        assertThatCode(() -> Limits.check(Txn.of(operations))).doesNotThrowAnyException();
    }

    @Test
    void namesTheKeyTheSizeAndTheLimit() {
        var big = Txn.of(Operation.put("wanted/x", new byte[EdgeStore.MAX_VALUE + 1]));

        assertThatThrownBy(() -> Limits.check(big))
                .hasMessage("the value of wanted/x has 1048577 bytes, at most 1048576 are allowed");
    }

    @Test
    void refusesAKeyThatIsWrittenTwice() {
        var twice = Txn.of(Operation.put("a", new byte[0]), Operation.delete("a"));

        assertThatThrownBy(() -> Limits.check(twice)).hasMessage("a is written twice in one transaction");
    }

    @Test
    void refusesControlCharactersAndLettersBeyondAscii() {
        assertThatThrownBy(() -> Limits.checkKey("a\nb")).hasMessageContaining("U+000A at position 1");
        assertThatThrownBy(() -> Limits.checkKey("é")).hasMessageContaining("U+00E9");
        assertThatThrownBy(() -> Limits.checkKey("\u007f")).hasMessageContaining("U+007F");
    }

    @Test
    void refusesAnEmptyKeyButNotAnEmptyPrefix() {
        assertThatThrownBy(() -> Limits.checkKey("")).hasMessage("a key is empty");
        assertThatCode(() -> Limits.checkPrefix("")).doesNotThrowAnyException();
    }
}
