package io.skerry.build.publish;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a folder as {@code .tar.gz} so that the same content has the same bytes: entries in order, one time for all, no owners, of the mode
 * only whether it may be run, no compiled Python and nothing of version control.
 */
final class SlugWriter {

    /** 2000-01-01; tools that make zip files refuse anything before 1980. */
    private static final long TIME_MILLIS = 946_684_800_000L;

    private static final Set<String> LEFT_OUT = Set.of(".git", ".hg", ".svn", "__pycache__");

    private final Path root;

    private SlugWriter(Path root) {
        this.root = root;
    }

    /** @throws BuildFailure if a link leaves the folder: the slug would not run elsewhere */
    static void write(Path folder, Path target) throws IOException, BuildFailure {
        // the real path, for comparing with those of links
        var writer = new SlugWriter(folder.toRealPath());
        try (var file = new BufferedOutputStream(Files.newOutputStream(target), 256 << 10);
                var tar = new TarArchiveOutputStream(new GZIPOutputStream(file, 64 << 10), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var path : writer.paths()) {
                writer.add(path, tar);
            }
        }
    }

    private List<Path> paths() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (LEFT_OUT.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!directory.equals(root)) {
                    found.add(directory);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // sockets and pipes that a build left behind are nobody's
                if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(Comparator.comparing(path -> root.relativize(path).toString()));
        return found;
    }

    private void add(Path path, TarArchiveOutputStream tar) throws IOException, BuildFailure {
        var name = root.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
            var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(target(path));
            put(entry, 0777, tar);
        } else if (Files.isDirectory(path)) {
            put(new TarArchiveEntry(name + "/"), 0755, tar);
        } else {
            var entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(path));
            put(entry, Files.isExecutable(path) ? 0755 : 0644, tar, path);
        }
    }

    private static void put(TarArchiveEntry entry, int mode, TarArchiveOutputStream tar) throws IOException {
        put(entry, mode, tar, null);
    }

    private static void put(
            TarArchiveEntry entry,
            int mode,
            TarArchiveOutputStream tar,
            @org.jspecify.annotations.Nullable Path content)
            throws IOException {
        entry.setMode(mode);
        entry.setModTime(TIME_MILLIS);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        if (content != null) {
            Files.copy(content, tar);
        }
        tar.closeArchiveEntry();
    }

    /** Where the link leads, relative to its own folder. */
    private String target(Path link) throws IOException, BuildFailure {
        var folder = Objects.requireNonNull(link.getParent());
        var target = folder.resolve(Files.readSymbolicLink(link)).normalize();
        var real = Files.exists(link) ? link.toRealPath() : target;
        if (!real.startsWith(root) || !target.startsWith(root)) {
            throw BuildFailure.of(
                    ErrorCode.BUILD_FAILED,
                    "the build left a link out of its folder: '" + root.relativize(link) + "'",
                    "copy the file instead of linking it; a slug runs from any folder");
        }
        return folder.relativize(target).toString();
    }
}
