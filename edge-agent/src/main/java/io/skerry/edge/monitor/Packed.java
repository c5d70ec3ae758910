package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.store.value.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A tick as it is kept, in memory and on disk: names repeat within it, so it packs to a fraction. */
record Packed(Moment at, byte[] bytes) {

    static Packed of(Tick tick) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(Values.write(tick));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packed(tick.at(), out.toByteArray());
    }

    /**
     * The tick behind bytes that were kept.
     *
     * @throws IOException if they are damaged
     */
    static Packed read(byte[] bytes) throws IOException {
        return new Packed(unpack(bytes).at(), bytes);
    }

    Tick tick() {
        try {
            return unpack(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tick unpack(byte[] bytes) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return Values.read(in.readAllBytes(), Tick.class);
        }
    }
}
