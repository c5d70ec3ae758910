package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Limits;
import io.skerry.edge.runtime.RuntimeContract;
import io.skerry.edge.runtime.RuntimeEvents;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.model.application.RunSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessRuntimeContractIT extends RuntimeContract {

    @TempDir
    Path folder;

    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        Folders.enterable(folder);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @Override
    protected WorkloadRuntime open() {
        try {
            return ProcessRuntime.open(folder, new FolderArtifacts(folder), digest -> {}, System.getenv("PATH"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected int freePort() {
        return port;
    }

    @Override
    protected RunSpec run(Program program) {
        return switch (program) {
            case SERVES ->
                new RunSpec(null, List.of("python3", "-m", "http.server", "--bind", "127.0.0.1", "" + port), null);
            case EXITS_WITH_3 -> shell("echo no database; exit 3");
            case RUNS -> shell("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
            case IGNORES_TERM -> shell("trap '' TERM; echo up; while :; do sleep 0.05; done");
            case REMEMBERS -> shell("test -f seen && exit 0; touch seen; exit 1");
            case HAS_NO_COMMAND -> new RunSpec(null, null, null);
        };
    }

    @Test
    void anInstanceCanReadNeitherItsOwnLaunchNorForgeItsEnd() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/")), "only as root instances have a user of their own");
        var curious = shell(
                "cat ../launch.json; ls ../../.runs; echo 1 0 > ../../.runs/web-1.ended; ls ../../../output; true");
        var events = new RuntimeEvents();
        try (var runtime = open()) {
            runtime.adopt(events);
            runtime.start(new Launch(
                    "web-1", WEB, null, curious, Map.of(), Map.of("SECRET", "correct-horse"), Limits.NONE, ""));

            assertThat(events.awaitEnd("web-1").lastLines())
                    .hasSize(4)
                    .allMatch(line -> line.contains("Permission denied") || line.contains("cannot"));
        }
    }

    private static RunSpec shell(String line) {
        return new RunSpec(null, List.of("/bin/sh", "-c", line), null);
    }
}
