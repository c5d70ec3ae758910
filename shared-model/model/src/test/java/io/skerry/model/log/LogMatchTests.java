package io.skerry.model.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import org.junit.jupiter.api.Test;

class LogMatchTests {

    @Test
    void refusesAnExpressionThatIsNoneAndSaysWhere() {
        assertThatThrownBy(() -> new LogMatch(null, "a(b", null, null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'regex' is no regular expression: Unclosed group");
    }

    @Test
    void refusesWhatIsFarTooLong() {
        assertThatThrownBy(() -> new LogMatch("x".repeat(1001), null, null, null))
                .hasMessage("'grep' has 1001 characters: at most 1000");
    }

    @Test
    void knowsTheWordsOfMostLoggers() {
        assertThat(LogLevel.of("Warning")).contains(LogLevel.WARN);
        assertThat(LogLevel.of("ERR")).contains(LogLevel.ERROR);
        assertThat(LogLevel.of("loud")).isEmpty();
        assertThat(LogLevel.FATAL.wordsFromHere()).containsExactly("crit", "critical", "emerg", "fatal", "panic");
    }
}
