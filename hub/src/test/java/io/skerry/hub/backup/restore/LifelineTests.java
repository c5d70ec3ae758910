package io.skerry.hub.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifelineTests {

    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void endsWithTheLauncher() throws IOException, InterruptedException {
        try (var launcher = new PipedOutputStream()) {
            Lifeline.on(new PipedInputStream(launcher), ended::countDown);
            launcher.write('x');
            assertThat(ended.getCount()).isOne();
        }

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnOncePastThePointOfNoReturn() throws IOException {
        var launcher = new PipedOutputStream();
        var line = Lifeline.on(new PipedInputStream(launcher), ended::countDown);
        line.release();
        launcher.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("lifeline")));
        assertThat(ended.getCount()).isOne();
    }
}
