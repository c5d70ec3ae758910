package io.skerry.build.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Counts what is read of a file, and ends with an error when more is read than was allowed at a time. */
final class CountedChannel implements SeekableByteChannel {

    private final SeekableByteChannel file;
    private long count;
    private long allowed = Long.MAX_VALUE;

    CountedChannel(SeekableByteChannel file) {
        this.file = file;
    }

    long count() {
        return count;
    }

    /** From now on so many bytes may be read. */
    void allow(long bytes) {
        allowed = bytes == Long.MAX_VALUE ? bytes : count + bytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        var read = file.read(into);
        count += Math.max(0, read);
        if (count > allowed) {
            throw new IOException("more was read than allowed");
        }
        return read;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return file.write(from);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long at) throws IOException {
        file.position(at);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
