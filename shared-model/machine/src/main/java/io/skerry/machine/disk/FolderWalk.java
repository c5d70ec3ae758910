package io.skerry.machine.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a folder takes, a while at a time: whoever fills one with millions of files decides how long the walk takes, and must not
 * decide how long others wait, nor how much is remembered meanwhile. Used by one thread at a time.
 */
public final class FolderWalk implements AutoCloseable {

    /** Files with several names that are known again; of more than these, each name has its part of the file. */
    private static final int MOST_REMEMBERED = 50_000;

    /** The clock is asked once in so many files. */
    private static final int STRIDE = 64;

    private final FileStat stat = new FileStat();
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private final Deque<Path> descriptors = new ArrayDeque<>();
    private final Set<FileStat.Key> seen = new HashSet<>();
    private final @Nullable Long device;
    private final int mostRemembered;
    private long bytes;
    private long files;
    private @Nullable Path largest;
    private long largestBytes;

    /** Begins a walk through that folder; a file is counted by itself. */
    public FolderWalk(Path root) {
        this(root, MOST_REMEMBERED);
    }

    FolderWalk(Path root, int mostRemembered) {
        this.mostRemembered = mostRemembered;
        var found = stat.of(root);
        this.device = found.map(one -> one.key().device()).orElse(null);
        found.ifPresent(one -> count(root, one));
    }

    /**
     * A folder that is being read.
     *
     * @param held whether it is one of {@code /proc}, of which only what lives on because it is open is counted
     */
    private record Stretch(DirectoryStream<Path> stream, Iterator<Path> entries, boolean held) {}

    /** Counts too, on the disk of the folder, what those processes have open although it has no name any more. */
    public void alsoHeldBy(Collection<Long> pids) {
        for (var pid : pids) {
            descriptors.add(Path.of("/proc", pid.toString(), "fd"));
        }
    }

    /** Goes on for that long, or until the thread is interrupted; true once everything was counted. */
    public boolean advance(Duration atMost) {
        var begun = System.nanoTime();
        for (var looks = 1; !atEnd(); looks++) {
            if (stretches.isEmpty()) {
                enter(descriptors.removeFirst(), true);
            } else {
                step(stretches.getLast());
            }
            if (looks % STRIDE == 0 && isOver(begun, atMost)) {
                return atEnd();
            }
        }
        return true;
    }

    private static boolean isOver(long begun, Duration atMost) {
        return Thread.currentThread().isInterrupted() || System.nanoTime() - begun > atMost.toNanos();
    }

    private boolean atEnd() {
        return stretches.isEmpty() && descriptors.isEmpty();
    }

    /** What was counted so far. */
    public FolderSize size() {
        return new FolderSize(bytes, files, largest, largestBytes);
    }

    private void step(Stretch stretch) {
        var entry = next(stretch);
        if (entry == null) {
            stretches.removeLast();
            close(stretch);
        } else if (stretch.held()) {
            stat.behind(entry)
                    .filter(one -> one.names() == 0
                            && one.regular()
                            && device != null
                            && one.key().device() == device)
                    .ifPresent(one -> count(entry, one));
        } else {
            stat.of(entry).ifPresent(one -> count(entry, one));
        }
    }

    private void count(Path file, FileStat.Found found) {
        if (found.directory()) {
            bytes += found.bytes();
            enter(file, false);
        } else if (found.regular()) {
            var part = part(found);
            files += part == 0 ? 0 : 1;
            bytes += part < 0 ? found.bytes() / found.names() : part * found.bytes();
            if (found.bytes() > largestBytes) {
                largest = file.startsWith("/proc") ? named(file) : file;
                largestBytes = found.bytes();
            }
        }
    }

    /** 1 to count a file as a whole, 0 if it was, negative for its part. */
    private int part(FileStat.Found found) {
        if (found.names() == 1) {
            return 1;
        }
        if (seen.size() < mostRemembered || seen.contains(found.key())) {
            return seen.add(found.key()) ? 1 : 0;
        }
        return found.names() == 0 ? 1 : -1;
    }

    /** What an open file was called. */
    private static Path named(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException _) {
            return descriptor;
        }
    }

    @SuppressWarnings("StreamResourceLeak") // Closed at the folder's end, or with the walk.
    private void enter(Path folder, boolean held) {
        try {
            var stream = Files.newDirectoryStream(folder);
            stretches.addLast(new Stretch(stream, stream.iterator(), held));
        } catch (IOException _) {
            // It went away, or may not be looked at: what is counted is true of the rest.
        }
    }

    private static @Nullable Path next(Stretch stretch) {
        try {
            return stretch.entries().hasNext() ? stretch.entries().next() : null;
        } catch (DirectoryIteratorException _) {
            return null;
        }
    }

    private static void close(Stretch stretch) {
        try {
            stretch.stream().close();
        } catch (IOException _) {
            // Nothing was written.
        }
    }

    /** Gives the walk up. */
    @Override
    public void close() {
        stretches.forEach(FolderWalk::close);
        stretches.clear();
        descriptors.clear();
    }
}
