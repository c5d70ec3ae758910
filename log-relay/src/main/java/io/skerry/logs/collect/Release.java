package io.skerry.logs.collect;

import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.disk.Blocks;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what was read back to the disk once the buffer's copy would survive a power cut. Beside the collecting, as a sync may take long. */
final class Release {

    private static final Logger LOG = LoggerFactory.getLogger(Release.class);

    /**
     * What may go.
     *
     * @param upTo how far the file was read
     * @param whole the file itself, with its marker
     */
    record Piece(OutputFile file, Path path, long inode, long from, long upTo, boolean whole) {}

    private final Buffer buffer;
    private final Queue<Piece> done = new ConcurrentLinkedQueue<>();
    private Thread worker = Thread.ofVirtual().unstarted(() -> {});

    Release(Buffer buffer) {
        this.buffer = buffer;
    }

    boolean busy() {
        return worker.isAlive();
    }

    void start(List<Piece> pieces) {
        worker = Thread.ofVirtual().name("log-release").start(() -> release(pieces));
    }

    /** Hands over what was given back since it was asked the last time. */
    void takeDone(Consumer<Piece> taker) {
        for (var piece = done.poll(); piece != null; piece = done.poll()) {
            taker.accept(piece);
        }
    }

    void join() throws InterruptedException {
        if (busy()) {
            worker.join();
        }
    }

    private void release(List<Piece> pieces) {
        try {
            buffer.sync();
            for (var piece : pieces) {
                if (released(piece)) {
                    done.add(piece);
                }
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e).log("cannot free output that was read; it will be tried again");
        }
    }

    private static boolean released(Piece piece) throws IOException {
        try {
            if (OutputFile.inodeOf(piece.path) != piece.inode) {
                // Another file has taken the name; what it holds is not ours to free.
                return true;
            }
            long size = Files.size(piece.path);
            if (piece.whole ? size != piece.upTo : size < piece.upTo) {
                return false;
            }
            if (piece.whole) {
                Files.delete(piece.path);
            } else {
                Blocks.free(piece.path, piece.from, piece.upTo - piece.from);
            }
        } catch (NoSuchFileException e) {
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e).log("output was removed by someone else");
        }
        if (piece.whole) {
            Files.deleteIfExists(OutputTree.marker(piece.path));
        }
        return true;
    }
}
