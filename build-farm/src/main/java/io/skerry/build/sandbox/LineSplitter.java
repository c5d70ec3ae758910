package io.skerry.build.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Cuts a stream of bytes into lines without secrets; an overlong line is cut only after what is secret in it was masked. */
final class LineSplitter {

    static final int LONGEST = 16 << 10;

    private final Masker masker;
    private final Consumer<String> lines;
    private final IntConsumer bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;

    /** @param bytes told how many were read, before the lines they make */
    LineSplitter(Masker masker, Consumer<String> lines, IntConsumer bytes) {
        this.masker = masker;
        this.lines = lines;
        this.bytes = bytes;
    }

    void read(InputStream stream) throws IOException {
        var buffer = new byte[8 << 10];
        for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            bytes.accept(count);
            for (var i = 0; i < count; i++) {
                take(buffer[i]);
            }
        }
        if (line.size() > 0) {
            emit();
        }
    }

    /** A carriage return ends a line too, so that progress bars do not become one line of a megabyte. */
    private void take(byte next) {
        var ends = next == '\n' || next == '\r';
        if (!ends) {
            line.write(next);
            if (line.size() >= LONGEST) {
                cut();
            }
        } else if (line.size() > 0 || (next == '\n' && !afterReturn)) {
            emit();
        }
        afterReturn = next == '\r';
    }

    private void emit() {
        lines.accept(masker.mask(text()));
    }

    /** As many characters as a secret is long wait for the rest of it. */
    private void cut() {
        var masked = masker.mask(text());
        var end = Math.max(0, masked.length() - Math.min(masker.longest(), LONGEST / 2));
        lines.accept(masked.substring(0, end));
        line.writeBytes(masked.substring(end).getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text;
    }
}
