package io.skerry.cli.source;

import io.skerry.cli.fault.CliFault;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A folder packed so that the same content gives the same bytes: sorted, with one time and no owners. What a build makes
 * again is left out, a repository's own folder, installed packages, compiled Python, and so is what {@code .skerryignore} names.
 */
final class SourceFolder {

    private static final Set<String> LEFT_OUT = Set.of(".git", ".svn", ".hg", "node_modules", ".venv", "__pycache__");
    private static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));
    private static final int PLAIN = 0644;
    private static final int EXECUTABLE = 0755;

    private final Path folder;
    private final List<Path> entries;
    private final long bytes;

    private SourceFolder(Path folder, List<Path> entries, long bytes) {
        this.folder = folder;
        this.entries = entries;
        this.bytes = bytes;
    }

    /** What is in it now. */
    static SourceFolder of(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        var ignored = IgnoreFile.of(folder);
        var bytes = new long[1];
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                var name = visited.getFileName();
                var leftOut = name != null && LEFT_OUT.contains(name.toString());
                if (!visited.equals(folder) && (leftOut || ignored.names(visited, true))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!visited.equals(folder)) {
                    entries.add(visited);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if ((attributes.isRegularFile() || attributes.isSymbolicLink()) && !ignored.names(file, false)) {
                    entries.add(file);
                    bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (entries.isEmpty()) {
            throw CliFault.usage(
                    folder + (ignored.isEmpty() ? " is empty" : " holds nothing that " + IgnoreFile.NAME + " leaves"),
                    "Name a folder with your application in it.");
        }
        entries.sort((a, b) ->
                folder.relativize(a).toString().compareTo(folder.relativize(b).toString()));
        return new SourceFolder(folder, entries, bytes[0]);
    }

    /** How many files, folders and links. */
    int count() {
        return entries.size();
    }

    /** How much before it is packed. */
    long bytes() {
        return bytes;
    }

    /** Writes it as a compressed tar archive. */
    void pack(OutputStream to) throws IOException {
        try (var tar =
                new TarArchiveOutputStream(new GZIPOutputStream(new BufferedOutputStream(to, 1 << 16)), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (var path : entries) {
                write(tar, path);
            }
        }
    }

    private void write(TarArchiveOutputStream tar, Path path) throws IOException {
        var name = folder.relativize(path).toString();
        TarArchiveEntry entry;
        if (Files.isSymbolicLink(path)) {
            entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            entry = new TarArchiveEntry(name + "/");
            entry.setMode(EXECUTABLE);
        } else {
            entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(path));
            entry.setMode(Files.isExecutable(path) ? EXECUTABLE : PLAIN);
        }
        entry.setLastModifiedTime(TIME);
        tar.putArchiveEntry(entry);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(path, tar);
        }
        tar.closeArchiveEntry();
    }
}
