package io.skerry.model.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import org.junit.jupiter.api.Test;

class LogSpecTests {

    @Test
    void takesWhatItKnows() {
        assertThat(new LogSpec(new ByteSize("1Mi"), "stack").multiline()).isEqualTo("stack");
        assertThat(new LogSpec(null, "^\\d{4}-").rate()).isNull();
        assertThat(new LogSpec(null, null).multiline()).isNull();
    }

    @Test
    void namesWhatItRefusesAndTheWayOut() {
        assertThatThrownBy(() -> new LogSpec(new ByteSize("100"), null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("logs.rate '100'")
                .hasMessageContaining("at least 1Ki");
        assertThatThrownBy(() -> new LogSpec(null, "java"))
                .hasMessageContaining("logs.multiline 'java' is neither 'stack' nor a regular expression");
        assertThatThrownBy(() -> new LogSpec(null, "^(")).hasMessageContaining("is no regular expression");
        assertThatThrownBy(() -> new LogSpec(null, "^" + "a".repeat(200))).hasMessageContaining("at most 200");
    }
}
