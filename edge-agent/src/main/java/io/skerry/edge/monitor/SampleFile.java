package io.skerry.edge.monitor;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Ticks behind each other, each with its length and its sum, so that the next agent remembers the hour. A tick that was cut short ends
 * the reading; what stands before it is good.
 */
final class SampleFile {

    private static final int LONGEST = 64 << 20;

    private final Path file;
    private int written;

    SampleFile(Path file) {
        this.file = file;
    }

    List<Packed> read() throws IOException {
        var ticks = new ArrayList<Packed>();
        try (var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            while (true) {
                var length = in.readInt();
                var sum = in.readLong();
                if (length < 0 || length > LONGEST) {
                    return ticks;
                }
                var bytes = in.readNBytes(length);
                if (bytes.length < length || sum(bytes) != sum) {
                    return ticks;
                }
                ticks.add(Packed.read(bytes));
            }
        } catch (EOFException | NoSuchFileException _) {
            return ticks;
        }
    }

    /** Adds a tick; once in a while the file is written anew with those that are still kept. */
    void add(Packed tick, List<Packed> kept) throws IOException {
        if (written >= kept.size() * 2 || written == 0) {
            rewrite(kept);
            return;
        }
        try (var out = new DataOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND))) {
            write(out, tick);
        }
        written++;
    }

    private void rewrite(List<Packed> kept) throws IOException {
        Files.createDirectories(file.getParent());
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
            for (var tick : kept) {
                write(out, tick);
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = kept.size();
    }

    private static void write(DataOutputStream out, Packed tick) throws IOException {
        out.writeInt(tick.bytes().length);
        out.writeLong(sum(tick.bytes()));
        out.write(tick.bytes());
    }

    private static long sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
