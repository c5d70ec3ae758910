package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.RuntimeContract;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.model.application.RunSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
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
            return ProcessRuntime.open(folder, new NoArtifacts(), digest -> {}, System.getenv("PATH"));
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

    private static RunSpec shell(String line) {
        return new RunSpec(null, List.of("/bin/sh", "-c", line), null);
    }
}
