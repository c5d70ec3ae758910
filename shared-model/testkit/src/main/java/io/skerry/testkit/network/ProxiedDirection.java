package io.skerry.testkit.network;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One direction of a connection: a thread reads, another delivers when the line lets it. */
final class ProxiedDirection {

    private static final int BUFFER = 16 * 1024;
    /** So many pieces are under way before the reader waits; then the sender feels it as it would on a slow line. */
    private static final int UNDER_WAY = 4096;

    private final Socket from;
    private final Socket to;
    private final @Nullable Socket twin;
    private final Line line;
    private final Ending ending;
    private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(UNDER_WAY);
    private @Nullable Thread reader;
    private @Nullable Thread writer;
    private volatile boolean finished;

    /** Bytes and when they are due, by {@link System#nanoTime}; the last one has none. */
    private record Piece(byte[] bytes, long due, boolean last) {}

    /** Hears once that the direction has ended. */
    interface Ending {
        void ended(boolean broken);
    }

    ProxiedDirection(Socket from, Socket to, @Nullable Socket twin, Line line, Ending ending) {
        this.from = from;
        this.to = to;
        this.twin = twin;
        this.line = line;
        this.ending = ending;
    }

    synchronized void start(String name) {
        reader = Thread.ofVirtual().name("proxy-read-" + name).start(this::read);
        writer = Thread.ofVirtual().name("proxy-write-" + name).start(this::deliver);
    }

    synchronized void stop() {
        if (reader != null) {
            reader.interrupt();
        }
        if (writer != null) {
            writer.interrupt();
        }
    }

    void finish() {
        finished = true;
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // ended already
        }
    }

    private void read() {
        var buffer = new byte[BUFFER];
        try {
            try {
                var in = from.getInputStream();
                for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    underWay.put(new Piece(Arrays.copyOf(buffer, n), line.due(), false));
                }
            } catch (IOException e) {
                // reset or closed: what was read before is still delivered
            }
            underWay.put(new Piece(new byte[0], 0, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        var latest = 0L;
        try {
            for (var piece = underWay.take(); !piece.last(); piece = underWay.take()) {
                latest = Math.max(latest, piece.due());
                TimeUnit.NANOSECONDS.sleep(latest - System.nanoTime());
                line.look(piece.bytes());
                write(piece.bytes());
            }
            line.awaitRelease();
            finish();
            ending.ended(false);
        } catch (IOException e) {
            ending.ended(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        for (var at = 0; at < bytes.length; ) {
            var length = line.admit(bytes.length - at);
            if (!finished && length > 0) {
                to.getOutputStream().write(bytes, at, length);
                if (twin != null) {
                    twin.getOutputStream().write(bytes, at, length);
                }
            }
            at += length;
        }
    }
}
