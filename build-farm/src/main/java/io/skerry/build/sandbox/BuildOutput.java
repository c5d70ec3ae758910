package io.skerry.build.sandbox;

import io.skerry.model.build.ToolConfiguration;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** What a build says, written line by line as it comes, without secrets; the last lines are kept for the cause of a failure. */
public final class BuildOutput implements AutoCloseable {

    static final long MOST_BYTES = 32L << 20;

    private static final int LAST_LINES = 20;

    private final OutputStream file;
    /** Until it is known what is secret, nothing is said that could be. */
    private volatile Masker masker = Masker.of(ToolConfiguration.none());

    private final Deque<String> last = new ArrayDeque<>();
    private long written;
    private boolean full;
    private long said;
    private long limit = Long.MAX_VALUE;
    private Runnable flooded = () -> {};
    private boolean closed;

    /** Appends to the file, which an earlier attempt may have begun. */
    public BuildOutput(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        // no channel, which an interrupt of the build's thread would close
        this.file = new FileOutputStream(file.toFile(), true);
    }

    /** From now on lines are masked by it. */
    public void hide(Masker secrets) {
        masker = secrets;
    }

    /** Calls {@code flooded} once when more bytes than that were said; only the first ones are kept anyway. */
    synchronized void limit(long most, Runnable then) {
        limit = most;
        flooded = then;
    }

    /** Announces what is done next. */
    public void step(String text) {
        line("--> " + text);
    }

    /** One line, without its end. */
    public void line(String text) {
        keep(masker.mask(text));
    }

    private synchronized void keep(String masked) {
        last.addLast(masked);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        write(masked);
    }

    /** Reads until the stream ends, line by line; a carriage return ends a line too. */
    void copy(InputStream stream) throws IOException {
        new LineSplitter(masker, this::keep, this::count).read(stream);
    }

    private void count(int bytes) {
        Runnable then = () -> {};
        synchronized (this) {
            said += bytes;
            if (said > limit) {
                limit = Long.MAX_VALUE;
                then = flooded;
            }
        }
        then.run();
    }

    /** The last lines, oldest first. */
    public synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    /** What a process still says after its build has ended is nobody's. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }

    private void write(String line) {
        if (full || closed) {
            return;
        }
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        written += bytes.length;
        full = written > MOST_BYTES;
        try {
            file.write(
                    full
                            ? "--> More output than is kept; the rest is dropped\n".getBytes(StandardCharsets.UTF_8)
                            : bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("the build's output cannot be kept", e);
        }
    }
}
