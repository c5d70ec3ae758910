package io.skerry.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a packaged program. It ends with whoever started it: {@link #close} kills what still runs. */
public final class Program implements AutoCloseable {

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts {@code java -jar}.
     *
     * @param output a file for what it says, which is appended to
     * @param environment in place of the test's own variables of the same names
     * @param arguments of the JVM
     */
    public static Program start(Path jar, Path output, Map<String, String> environment, List<String> arguments) {
        return startWithin(List.of(), jar, output, environment, arguments);
    }

    /**
     * The same within something that lets a command in, such as a {@link Namespace}.
     *
     * @param entering what the command begins with; it must become the program, not beget it
     */
    public static Program startWithin(
            List<String> entering, Path jar, Path output, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<>(entering);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(arguments);
        command.addAll(List.of("-jar", jar.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs; a paused one does. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it as {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Stops it where it stands, as {@code kill -STOP} does: its connections stay open and nobody answers. */
    public void pause() {
        Signals.pause(process.pid());
    }

    /** Lets it go on, believing that no time has passed. */
    public void resume() {
        Signals.resume(List.of(process.pid()));
    }

    /** Waits for its end and returns its exit code. */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + patience + ": " + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything it has said, and those before it that were given the same file. */
    public String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
