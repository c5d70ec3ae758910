package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class ProblemAdviceTests {

    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void aFileThatCannotBeWrittenIsAnError() {
        var answer = advice.on(new IOException("Permission denied"));

        assertThat(answer).isNotNull();
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(String.valueOf(answer.getBody().get("detail"))).contains("Permission denied");
    }

    @Test
    void aFullDiskIsNamedTheHubsOwnAndTheDatabases() {
        var files = advice.on(new IOException("No space left on device"));
        var database = advice.onDatabase(new DataAccessResourceFailureException(
                "insert", new IOException("ERROR: could not extend file: No space left on device")));

        assertThat(files).isNotNull();
        assertThat(files.getStatusCode().value()).isEqualTo(507);
        assertThat(String.valueOf(files.getBody().get("detail"))).contains("the hub's files");
        assertThat(database.getStatusCode().value()).isEqualTo(507);
        assertThat(String.valueOf(database.getBody().get("detail"))).contains("the hub's database");
    }

    @Test
    void aCallerWhoWentAwayIsNotAnswered() {
        assertThat(advice.on(new ClientAbortException("Broken pipe"))).isNull();
    }
}
