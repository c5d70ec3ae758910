package io.skerry.edge.worker.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.Overuse.Resource;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExitCauseTests {

    private static Exit over(Resource resource, long used, long limit, String largest) {
        return new Exit(137, null, new Overuse(resource, used, limit, largest), List.of("last"));
    }

    @Test
    void saysWhichLimitItWasWithFiguresAndTheWayOut() {
        var cause = ExitCause.of(over(Resource.MEMORY, 70L << 20, 64L << 20, "python3 (pid 12) with 69.5 MiB"));

        assertThat(cause.code()).isEqualTo(ErrorCode.OOM);
        assertThat(cause.message())
                .isEqualTo(
                        "OOM: it used 70.0 MiB of memory, its limit is 64.0 MiB; the largest was python3 (pid 12) with"
                                + " 69.5 MiB.");
        assertThat(cause.advice()).contains("resources.memoryLimit");
        assertThat(cause.exitCode()).isEqualTo(137);
        assertThat(cause.lastLines()).containsExactly("last");
    }

    @Test
    void namesTheFieldOfEveryLimit() {
        assertThat(ExitCause.of(over(Resource.DISK, 2, 1, null)).advice()).contains("resources.disk");
        assertThat(ExitCause.of(over(Resource.DISK, 2, 1, null)).code()).isEqualTo(ErrorCode.DISK_LIMIT);
        assertThat(ExitCause.of(over(Resource.PROCESSES, 2, 1, null)).advice())
                .contains("resources.extended.processes");
        assertThat(ExitCause.of(over(Resource.PROCESSES, 2, 1, null)).message())
                .isEqualTo("It ran 2 processes and threads, its limit is 1.");
    }

    @Test
    void anEndWithoutALimitIsAnExit() {
        assertThat(ExitCause.of(new Exit(3, null, List.of())).code()).isEqualTo(ErrorCode.INSTANCE_EXITED);
    }
}
