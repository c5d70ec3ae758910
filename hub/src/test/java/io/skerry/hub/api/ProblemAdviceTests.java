package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;

class ProblemAdviceTests {

    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void aFileThatCannotBeWrittenIsAnError() {
        var answer = advice.on(new IOException("No space left on device"));

        assertThat(answer).isNotNull();
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(String.valueOf(answer.getBody().get("detail"))).contains("No space left on device");
    }

    @Test
    void aCallerWhoWentAwayIsNotAnswered() {
        assertThat(advice.on(new ClientAbortException("Broken pipe"))).isNull();
    }
}
