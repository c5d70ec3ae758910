package io.skerry.edge.worker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DiagnosisTests {

    private static final List<String> LINES = List.of("up");
    private static final Instance WEB =
            Instance.starting("web-1", Wish.web().target(), Map.of("http", 20_100), Instant.EPOCH);

    @Test
    void namesThePortItListensOnInstead() {
        var cause = Diagnosis.unready(WEB, Answer.refused(20_100), Set.of(3000), LINES);

        assertThat(cause.code()).isEqualTo(ErrorCode.WRONG_PORT);
        assertThat(cause.message()).contains("port 3000").contains("20100");
        assertThat(cause.advice()).contains("$PORT instead of 3000");
    }

    @Test
    void doesNotBlameAnotherPortWhenTheToldOneIsOpenToo() {
        assertThat(Diagnosis.unready(WEB, Answer.bad("GET / answered 500"), Set.of(3000, 20_100), LINES)
                        .code())
                .isEqualTo(ErrorCode.NOT_READY);
        assertThat(Diagnosis.unready(WEB, Answer.refused(20_100), Set.of(3000, 20_100), LINES)
                        .code())
                .isEqualTo(ErrorCode.NOT_READY);
    }

    @Test
    void repeatsWhatTheProbeSaid() {
        var cause = Diagnosis.unready(WEB, Answer.refused(20_100), Set.of(), LINES);

        assertThat(cause.code()).isEqualTo(ErrorCode.NOT_READY);
        assertThat(cause.message()).isEqualTo("Nothing accepts connections on port 20100.");
        assertThat(cause.lastLines()).isEqualTo(LINES);
    }
}
