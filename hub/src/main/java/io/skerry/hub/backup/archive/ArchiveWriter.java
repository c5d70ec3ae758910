package io.skerry.hub.backup.archive;

import io.skerry.hub.api.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Packs a backup: a zip file, sealed as a whole if there is a key. Whole only once {@link #finish} returned. */
public final class ArchiveWriter implements AutoCloseable {

    static final String MANIFEST = "manifest.json";
    static final String TABLES = "tables/";
    static final String KEYS = "keys/";
    static final String ARTIFACTS = "artifacts/";
    static final String ROWS = ".copy";

    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;
    private final ZipOutputStream zip;

    private ArchiveWriter(FileChannel file, ZipOutputStream zip) {
        this.file = file;
        this.zip = zip;
    }

    /** What writes an entry's bytes. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Begins a file that only its owner may read. */
    public static ArchiveWriter begin(Path file, @Nullable BackupKey key) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            var zip = new ZipOutputStream(key == null ? out : new SealedOutput(out, key));
            zip.setLevel(Deflater.BEST_SPEED);
            return new ArchiveWriter(channel, zip);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A table's rows. */
    public Measured table(String name, Content rows) throws IOException {
        return entry(TABLES + name + ROWS, rows);
    }

    /** One of the hub's key files. */
    public Measured key(String name, Content bytes) throws IOException {
        return entry(KEYS + name, bytes);
    }

    /** An artifact, under its digest. */
    public Measured artifact(String digest, Content bytes) throws IOException {
        return entry(ARTIFACTS + digest, bytes);
    }

    private Measured entry(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var measure = new MeasuringOutput(zip);
        content.writeTo(measure);
        measure.flush();
        zip.closeEntry();
        return measure.measured();
    }

    /** Writes the list of contents; returns once everything is on the disk. */
    public void finish(Manifest manifest) throws IOException {
        entry(MANIFEST, out -> out.write(Json.bytes(manifest)));
        zip.finish();
        zip.flush();
        // Closing seals the last chunk and closes the file, so the disk is waited for on another channel.
        zip.close();
    }

    /** Returns once what was written of that file is on the disk. */
    public static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
