package io.skerry.build.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and ends with an error when more is read than was allowed at a time. */
final class CountedStream extends FilterInputStream {

    private long count;
    private long allowed = Long.MAX_VALUE;

    CountedStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    /** From now on so many bytes may be read. */
    void allow(long bytes) {
        allowed = bytes == Long.MAX_VALUE ? bytes : count + bytes;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        counted(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        counted(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        var skipped = super.skip(bytes);
        counted(skipped);
        return skipped;
    }

    private void counted(long bytes) throws IOException {
        count += bytes;
        if (count > allowed) {
            throw new IOException("more was read than allowed");
        }
    }
}
