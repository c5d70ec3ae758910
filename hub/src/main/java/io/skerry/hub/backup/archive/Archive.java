package io.skerry.hub.backup.archive;

import static io.skerry.hub.backup.archive.ArchiveWriter.ARTIFACTS;
import static io.skerry.hub.backup.archive.ArchiveWriter.KEYS;
import static io.skerry.hub.backup.archive.ArchiveWriter.MANIFEST;
import static io.skerry.hub.backup.archive.ArchiveWriter.ROWS;
import static io.skerry.hub.backup.archive.ArchiveWriter.TABLES;

import io.skerry.hub.api.Json;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A backup's file, read. Its list of contents comes last, so that opening one means reading all of it and checking it. */
public final class Archive {

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final @Nullable BackupKey key;
    private final Manifest manifest;

    private Archive(Path file, @Nullable BackupKey key, Manifest manifest) {
        this.file = file;
        this.key = key;
        this.manifest = manifest;
    }

    /** What is done with an archive's entries, in the order in which they lie there. */
    public interface Visitor {

        /** A table's rows. */
        default void table(String name, InputStream rows) throws IOException {}

        /** A key file of the hub. */
        default void key(String name, InputStream bytes) throws IOException {}

        /** An artifact. */
        default void artifact(String digest, InputStream bytes) throws IOException {}
    }

    /**
     * Reads the whole file and checks every byte of it.
     *
     * @throws BackupRefused if it is no backup, of a newer format, damaged, or does not open with that key
     */
    public static Archive open(Path file, @Nullable BackupKey key) throws IOException {
        var found = new HashMap<String, Measured>();
        Manifest manifest = null;
        try (var zip = unpack(file, key)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(MANIFEST)) {
                    manifest = manifest(zip);
                } else {
                    var measure = new MeasuringOutput(OutputStream.nullOutputStream());
                    zip.transferTo(measure);
                    found.put(entry.getName(), measure.measured());
                }
            }
        } catch (ZipException | java.io.EOFException e) {
            throw damaged("it cannot be unpacked: " + e.getMessage(), e);
        }
        if (manifest == null) {
            throw damaged("it has no list of contents: it was cut short, or is no backup of Skerry", null);
        }
        check(manifest, found);
        return new Archive(file, key, manifest);
    }

    /** Whether the file is sealed, and so wants a key. */
    public static boolean isSealed(Path file) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            return SealHeader.read(in).isPresent();
        }
    }

    /** What it holds. */
    public Manifest manifest() {
        return manifest;
    }

    /** Goes through all entries once more. */
    public void visit(Visitor visitor) throws IOException {
        try (var zip = unpack(file, key)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName();
                if (name.startsWith(TABLES)) {
                    visitor.table(name.substring(TABLES.length(), name.length() - ROWS.length()), zip);
                } else if (name.startsWith(KEYS)) {
                    visitor.key(name.substring(KEYS.length()), zip);
                } else if (name.startsWith(ARTIFACTS)) {
                    visitor.artifact(name.substring(ARTIFACTS.length()), zip);
                }
            }
        }
    }

    private static ZipInputStream unpack(Path file, @Nullable BackupKey key) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        var header = SealHeader.read(in);
        if (header.isEmpty()) {
            in.close();
            return new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }
        if (key == null) {
            in.close();
            throw new BackupRefused(
                    file.getFileName() + " is sealed, and neither a key nor a passphrase was named",
                    "Name the file that holds it: --key-file FILE or --passphrase-file FILE.");
        }
        return new ZipInputStream(new BufferedInputStream(new OpenedInput(in, header.get(), key), BUFFER));
    }

    private static Manifest manifest(ZipInputStream zip) throws IOException {
        try {
            var tree = Json.parse(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            var format = tree.path("format").asInt(0);
            if (format < 1 || format > Manifest.FORMAT) {
                throw new BackupRefused(
                        "the backup has format " + format + ", and this Skerry reads up to " + Manifest.FORMAT,
                        "Restore it with the Skerry that made it, or a newer one.");
            }
            return Json.read(tree, Manifest.class);
        } catch (JacksonException e) {
            throw damaged("its list of contents makes no sense", e);
        }
    }

    private static void check(Manifest manifest, Map<String, Measured> found) {
        for (var table : manifest.tables()) {
            check(TABLES + table.name() + ROWS, new Measured(table.bytes(), table.sha256()), found);
        }
        if (manifest.keys().included()) {
            for (var each : manifest.keys().files()) {
                check(KEYS + each.name(), new Measured(each.bytes(), each.sha256()), found);
            }
        }
        for (var artifact : manifest.artifacts().listed()) {
            if (manifest.artifacts().copied() && artifact.size() != null) {
                var hex = artifact.digest().substring(artifact.digest().indexOf(':') + 1);
                check(ARTIFACTS + artifact.digest(), new Measured(artifact.size(), hex), found);
            }
        }
        if (!found.isEmpty()) {
            throw damaged(
                    "its list of contents does not know "
                            + found.keySet().iterator().next(),
                    null);
        }
    }

    private static void check(String name, Measured wanted, Map<String, Measured> found) {
        var there = found.remove(name);
        if (!wanted.equals(there)) {
            throw damaged(there == null ? name + " is missing" : name + " is not what was written", null);
        }
    }

    private static BackupRefused damaged(String why, @Nullable Throwable cause) {
        var advice = "Take another copy of it, or another backup: skerry backup list.";
        var message = "the backup cannot be used: " + why;
        return BackupRefused.damaged(message, advice, cause);
    }
}
