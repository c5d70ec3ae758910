package io.skerry.edge.worker;

import io.skerry.edge.runtime.process.FolderArtifacts;
import io.skerry.store.EdgeStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An agent that is only a worker, in a process of its own: one that a test can kill. */
final class Agent {

    private Agent() {}

    /** Arguments: the data center's folder, the first port of its slice. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var settings = Worksite.settings(folder, Integer.parseInt(arguments[1]), Worksite.IMPATIENT);
        var artifacts = new FolderArtifacts(folder.resolve("artifacts"));
        WorkerRole.start(settings, EdgeStores.open(folder), artifacts, digest -> {});
        new CountDownLatch(1).await();
    }

    static Process fork(Path folder, int firstPort) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Agent.class.getName(),
                        folder.toString(),
                        Integer.toString(firstPort)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
    }
}
