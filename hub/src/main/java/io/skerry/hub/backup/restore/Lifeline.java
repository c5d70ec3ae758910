package io.skerry.hub.backup.restore;

import java.io.IOException;
import java.io.InputStream;

/** Ends this program with its launcher, whose end closes the stream; but not once it must go on to its own end. */
final class Lifeline {

    private final Runnable end;
    private boolean released;

    private Lifeline(Runnable end) {
        this.end = end;
    }

    /**
     * Watches from now on.
     *
     * @param in ends when the launcher does
     * @param end ends this program where it stands
     */
    static Lifeline on(InputStream in, Runnable end) {
        var line = new Lifeline(end);
        Thread.ofPlatform().daemon().name("lifeline").start(() -> line.watch(in));
        return line;
    }

    /** From here on this program goes on, whoever is left to hear of it. */
    synchronized void release() {
        released = true;
    }

    private void watch(InputStream in) {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A stream that breaks off has ended as well.
        }
        cut();
    }

    private synchronized void cut() {
        if (!released) {
            end.run();
        }
    }
}
