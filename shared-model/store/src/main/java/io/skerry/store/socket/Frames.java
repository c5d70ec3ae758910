package io.skerry.store.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * Length-prefixed frames over one connection. They are written by a thread of its own: a caller that is interrupted while it writes to a
 * channel would close it for everyone.
 */
public final class Frames implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final SocketChannel channel;
    private final Outbox outbox = new Outbox();
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER).flip();

    /** Takes over the channel; the name is its threads'. */
    public Frames(SocketChannel channel, String name) {
        this.channel = channel;
        Thread.ofVirtual().name(name + "-write").start(this::write);
    }

    /** Puts a frame into the line; false if there was no room for so long, or the connection is closed. */
    public boolean send(byte[] frame, Duration patience) {
        return outbox.put(frame, patience);
    }

    /** Waits for the next frame; one thread's own. */
    public byte[] receive() throws IOException {
        while (received.remaining() < Integer.BYTES) {
            fill();
        }
        var length = received.getInt();
        if (length < 0 || length > Wire.MAX_FRAME) {
            throw new IOException(
                    "the peer announced a frame of " + length + " bytes, at most " + Wire.MAX_FRAME + " are allowed");
        }
        var frame = ByteBuffer.allocate(length);
        var buffered = Math.min(length, received.remaining());
        frame.put(received.slice(received.position(), buffered));
        received.position(received.position() + buffered);
        while (frame.hasRemaining()) {
            if (channel.read(frame) < 0) {
                throw new EOFException("the peer closed the connection");
            }
        }
        return frame.array();
    }

    @Override
    public void close() {
        outbox.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a socket does not fail", e);
        }
    }

    private void fill() throws IOException {
        received.compact();
        var count = channel.read(received);
        received.flip();
        if (count < 0) {
            throw new EOFException("the peer closed the connection");
        }
    }

    private void write() {
        try {
            for (var frames = outbox.takeAll(); !frames.isEmpty(); frames = outbox.takeAll()) {
                write(frames);
            }
        } catch (IOException e) {
            // The reading side hears of it too, and is the one that tells.
            close();
        }
    }

    private void write(List<byte[]> frames) throws IOException {
        var buffers = new ByteBuffer[2 * frames.size()];
        for (var i = 0; i < frames.size(); i++) {
            buffers[2 * i] = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(frames.get(i).length)
                    .flip();
            buffers[2 * i + 1] = ByteBuffer.wrap(frames.get(i));
        }
        var last = buffers[buffers.length - 1];
        while (last.hasRemaining()) {
            channel.write(buffers);
        }
    }
}
