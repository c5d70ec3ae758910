package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Writes the entries of one archive and keeps count. Nothing is ever written through a link of the archive. */
final class EntryWriter {

    private final Path folder;
    private final UnpackLimits limits;
    private final LongSupplier packed;
    private int entries;
    private long bytes;

    /** @param packed how many packed bytes were read so far */
    EntryWriter(Path folder, UnpackLimits limits, LongSupplier packed) {
        this.folder = folder;
        this.limits = limits;
        this.packed = packed;
    }

    void count(String name) throws BuildFailure {
        if (++entries > limits.entries()) {
            throw tooMuch("more than " + limits.entries() + " entries", name);
        }
    }

    void folder(String path, String name) throws BuildFailure, IOException {
        var target = place(path, name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw twice(name);
        }
        Files.createDirectories(target);
    }

    void file(String path, InputStream content, boolean runnable, String name) throws BuildFailure, IOException {
        var target = free(path, name);
        try (var out = Files.newOutputStream(target)) {
            var buffer = new byte[64 << 10];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                grow(read, name);
                out.write(buffer, 0, read);
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runnable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    void symbolicLink(String path, String to, String name) throws BuildFailure, IOException {
        if (to.isEmpty() || to.startsWith("/")) {
            throw LinkCheck.leaves(name, to);
        }
        Files.createSymbolicLink(free(path, name), Path.of(to));
    }

    /** A second name becomes a second file: nothing that writes to one changes the other. */
    void hardLink(String path, String to, String name) throws BuildFailure, IOException {
        if (to.startsWith("/") || EntryName.parts(to).anyMatch(".."::equals)) {
            throw LinkCheck.leaves(name, to);
        }
        var original = place(EntryName.check(to), name);
        if (!Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
            throw BuildFailure.refused(
                    "the entry '" + EntryName.shown(name) + "' is a link to '" + EntryName.shown(to)
                            + "', which is no file before it in the archive",
                    EntryName.ADVICE);
        }
        grow(Files.size(original), name);
        Files.copy(original, free(path, name), LinkOption.NOFOLLOW_LINKS);
    }

    private void grow(long more, String name) throws BuildFailure {
        bytes += more;
        if (bytes > limits.bytes()) {
            throw tooMuch("more than " + (limits.bytes() >> 20) + " MiB", name);
        }
        if (bytes > limits.ratioFrom() && bytes / limits.ratio() > packed.getAsLong()) {
            throw tooMuch("more than " + limits.ratio() + " times its packed size", name);
        }
    }

    /** Where a file or link can be made; an earlier file of that name is replaced, as tar does. */
    private Path free(String path, String name) throws BuildFailure, IOException {
        var target = place(path, name);
        if (target.equals(folder) || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw twice(name);
        }
        Files.deleteIfExists(target);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        return target;
    }

    /** The path below the folder; refused if a part of the way to it is a link or a file. */
    private Path place(String path, String name) throws BuildFailure {
        var at = folder;
        var parts = EntryName.parts(path).toList();
        for (var i = 0; i < parts.size(); i++) {
            at = at.resolve(parts.get(i));
            var way = i < parts.size() - 1;
            if (way && Files.isSymbolicLink(at)) {
                throw BuildFailure.refused(
                        "the entry '" + EntryName.shown(name) + "' goes through the link '"
                                + EntryName.shown(folder.relativize(at).toString()) + "'",
                        EntryName.ADVICE);
            }
            if (way && Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
                throw twice(name);
            }
        }
        return at;
    }

    private static BuildFailure twice(String name) {
        return BuildFailure.refused(
                "the entry '" + EntryName.shown(name) + "' is in the archive twice, as different things",
                EntryName.ADVICE);
    }

    private static BuildFailure tooMuch(String what, String name) {
        return BuildFailure.refused(
                "the archive unpacks to " + what + ", reached at the entry '" + EntryName.shown(name) + "'",
                "leave out what the build can fetch or make by itself");
    }
}
