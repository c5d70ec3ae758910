package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;

/** A file that not even root can delete, where the machine lets a test make one. */
record Immutable(Path file) implements AutoCloseable {

    static Immutable make(Path file) throws IOException {
        assumeThat(change("+i", file))
                .as("root, and a file system that knows it")
                .isZero();
        return new Immutable(file);
    }

    private static int change(String flag, Path file) throws IOException {
        return new ProcessBuilder("sh", "-c", "chattr \"$0\" \"$1\"", flag, file.toString())
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    @Override
    public void close() throws IOException {
        change("-i", file);
    }
}
