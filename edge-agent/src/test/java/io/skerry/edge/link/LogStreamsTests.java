package io.skerry.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogStream;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogStreamsTests {

    private static final LogStream WEB =
            LogStream.instance(new ComponentRef(new TenantName("acme"), "shop", "web"), "web-1");

    @Test
    void keepsMessagesSmallAndLinesInOrder() {
        var lines = IntStream.range(0, 50)
                .mapToObj(i -> new LogLine(WEB, i, Instant.EPOCH, "x".repeat(10_000), null, null))
                .toList();

        var chunks = LogStreams.chunks(lines);

        assertThat(chunks)
                .hasSizeGreaterThan(5)
                .allSatisfy(chunk -> assertThat(chunk.lines()).hasSizeLessThanOrEqualTo(7));
        assertThat(chunks.stream().flatMap(c -> c.lines().stream()).toList()).isEqualTo(lines);
    }

    @Test
    void sendsAnOverLongLineAlone() {
        var line = new LogLine(WEB, 1, Instant.EPOCH, "x".repeat(65_536), null, null);

        assertThat(LogStreams.chunks(List.of(line, line))).hasSize(2);
        assertThat(LogStreams.chunks(List.of())).isEmpty();
    }
}
