package io.skerry.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A {@link NumberedWriter} in a process of its own, to be killed. */
final class DoomedWriter implements AutoCloseable {

    private final Process process;
    private final BufferedReader acknowledged;

    private DoomedWriter(Process process) {
        this.process = process;
        this.acknowledged = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Starts the process; it does not touch the folder before {@link #begin}. */
    static DoomedWriter start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new DoomedWriter(builder.start());
    }

    void begin(String prefix) throws IOException {
        try (var to = process.outputWriter(StandardCharsets.US_ASCII)) {
            to.write(prefix + "\n");
        }
    }

    /** Kills it with -9 after so many acknowledgements; returns every number that was acknowledged. */
    Set<Integer> killAfter(int acknowledgements) throws IOException, InterruptedException {
        var numbers = new TreeSet<Integer>();
        while (numbers.size() < acknowledgements) {
            var line = acknowledged.readLine();
            if (line == null) {
                throw new AssertionError("the writer died by itself after " + numbers.size() + " writes");
            }
            numbers.add(Integer.valueOf(line));
        }
        // Not by the process itself: that closes the pipe, with what was said before the kill still in it.
        process.toHandle().destroyForcibly();
        var rest = new StringWriter();
        acknowledged.transferTo(rest);
        // A line that was cut short may be any number's beginning.
        var whole = rest.toString().substring(0, rest.toString().lastIndexOf('\n') + 1);
        whole.lines().map(Integer::valueOf).forEach(numbers::add);
        process.waitFor();
        return numbers;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
