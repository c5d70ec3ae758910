package io.skerry.cli.local.postgres;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, carried on the class path as an archive and unpacked once into the user's cache. */
public final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** The programs below that folder, unpacked if they are not there. */
    public static PostgresBinaries in(Path cache) {
        try {
            var resource = PostgresBinaries.class.getResource(ARCHIVE);
            if (resource == null) {
                throw CliFault.failed(
                        "this build carries no PostgreSQL for this machine",
                        "Skerry brings PostgreSQL for Linux on x86-64 only.");
            }
            var size = resource.openConnection().getContentLengthLong();
            var folder = cache.resolve("postgres-" + size);
            if (!Files.exists(folder)) {
                unpack(cache, folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw CliFault.failed(
                    "cannot unpack PostgreSQL into " + cache + ": " + e.getMessage(),
                    "Make room there, or set XDG_CACHE_HOME to a folder that has it.");
        }
    }

    /** One of its programs: {@code initdb}, {@code postgres}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void unpack(Path cache, Path folder) throws IOException {
        PrivateFiles.folder(cache);
        var draft = Files.createTempDirectory(cache, ".postgres-");
        try (var resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource, 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, draft);
            }
        }
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process was faster; what it unpacked is the same.
            io.skerry.cli.local.program.Trees.delete(draft);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        var target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("the archive points out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            var parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                if ((entry.getMode() & 0100) != 0) {
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }
}
