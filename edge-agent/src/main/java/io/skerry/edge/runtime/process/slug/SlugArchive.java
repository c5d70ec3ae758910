package io.skerry.edge.runtime.process.slug;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a slug ({@code .tar.gz}). Nothing is written outside the folder: names that leave it, and names that lead through a link, are
 * refused. Links themselves may point anywhere, as a Python environment's do; they mean something to the instance's user only.
 */
final class SlugArchive {

    private static final int BUFFER = 64 * 1024;

    private final Path root;

    private SlugArchive(Path root) {
        this.root = root;
    }

    /**
     * Unpacks into an empty folder.
     *
     * @throws IOException if the archive is broken or has an entry that is refused
     */
    static void unpack(Path archive, Path root) throws IOException, InterruptedException {
        var unpacking = new SlugArchive(root);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
                var tar = new TarArchiveInputStream(new GZIPInputStream(file, BUFFER), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the unpacking was given up");
                }
                unpacking.write(entry, tar);
            }
        }
    }

    private void write(TarArchiveEntry entry, InputStream content) throws IOException {
        var target = inside(entry.getName());
        if (target.equals(root)) {
            return;
        }
        makeFolder(parent(target));
        if (entry.isDirectory()) {
            makeFolder(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, regular(inside(entry.getLinkName()), entry));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        } else {
            throw new IOException("the slug's entry " + entry.getName() + " is no file, folder or link");
        }
    }

    private Path inside(String name) throws IOException {
        var path = root.resolve(name).normalize();
        if (name.startsWith("/") || !path.startsWith(root)) {
            throw new IOException("the slug's entry " + name + " leaves the folder");
        }
        return path;
    }

    private static Path parent(Path inside) {
        return Objects.requireNonNull(inside.getParent());
    }

    private Path regular(Path path, TarArchiveEntry entry) throws IOException {
        refuseLinks(parent(path));
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("the slug's entry " + entry.getName() + " is a link to what is no file");
        }
        return path;
    }

    private void makeFolder(Path folder) throws IOException {
        refuseLinks(folder);
        Files.createDirectories(folder);
    }

    private void refuseLinks(Path folder) throws IOException {
        for (var path = folder; !path.equals(root); path = parent(path)) {
            if (Files.isSymbolicLink(path)) {
                throw new IOException("the slug has an entry behind the link " + root.relativize(path));
            }
        }
    }

    /** What the archive says, without set-user-id and the like, and never less than the owner can read. */
    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((mode & 0111) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }
}
