package io.skerry.logs.collect;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The application's folder of an instance. What lies in it is the instance's doing, so no link in it is followed, neither to a file nor on the way to
 * one: each folder is opened from the one before it. Where the system can't do that, nothing is found.
 */
record InstanceFolder(Path home) {

    private static final int MOST = 100;

    /** The regular files that any of the patterns names, by their paths within the folder; a hundred at most. */
    List<String> matching(List<String> patterns) throws IOException {
        var found = new ArrayList<String>();
        for (var pattern : patterns) {
            var steps = Stream.of(pattern.split("/", -1))
                    .map(InstanceFolder::matcher)
                    .toList();
            try (var folder = folder(home)) {
                if (folder != null) {
                    walk(folder, steps, "", found);
                }
            } catch (FileSystemException e) {
                // The instance went, or changed its folder under our eyes: the next look is a second away.
                return List.of();
            }
        }
        return found.stream().distinct().sorted().limit(MOST).toList();
    }

    /** Opens one of them; empty if it went, or is no regular file any more. */
    Optional<FileChannel> open(String path) throws IOException {
        try (var folder = folder(home)) {
            return folder == null ? Optional.empty() : open(folder, Path.of(path));
        } catch (FileSystemException e) {
            return Optional.empty();
        }
    }

    private static Optional<FileChannel> open(SecureDirectoryStream<Path> folder, Path path) throws IOException {
        var first = path.getName(0);
        if (path.getNameCount() > 1) {
            try (var next = folder.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
                return open(next, path.subpath(1, path.getNameCount()));
            }
        }
        if (!regular(folder, first)) {
            return Optional.empty();
        }
        var channel = folder.newByteChannel(first, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return channel instanceof FileChannel file ? Optional.of(file) : Optional.empty();
    }

    private static void walk(
            SecureDirectoryStream<Path> folder, List<PathMatcher> steps, String before, List<String> found)
            throws IOException {
        try {
            for (var entry : folder) {
                var name = entry.getFileName();
                if (!steps.getFirst().matches(name)) {
                    continue;
                }
                if (steps.size() == 1 && regular(folder, name)) {
                    found.add(before + name);
                } else if (steps.size() > 1) {
                    walkBelow(folder, name, steps, before, found);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void walkBelow(
            SecureDirectoryStream<Path> folder, Path name, List<PathMatcher> steps, String before, List<String> found)
            throws IOException {
        if (!attributes(folder, name).readAttributes().isDirectory()) {
            return;
        }
        try (var next = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            walk(next, steps.subList(1, steps.size()), before + name + "/", found);
        }
    }

    private static boolean regular(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return attributes(folder, name).readAttributes().isRegularFile();
    }

    private static BasicFileAttributeView attributes(SecureDirectoryStream<Path> folder, Path name) {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The names of both folders above the files are the instance's to change, so only what holds these is opened by its path. */
    private static @Nullable SecureDirectoryStream<Path> folder(Path path) throws IOException {
        var above = Objects.requireNonNull(path.getParent());
        try (var own = Files.newDirectoryStream(Objects.requireNonNull(above.getParent()))) {
            if (!(own instanceof SecureDirectoryStream<Path> secure)) {
                return null;
            }
            try (var next = secure.newDirectoryStream(above.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
                return next.newDirectoryStream(path.getFileName(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static PathMatcher matcher(String step) {
        return FileSystems.getDefault().getPathMatcher("glob:" + step);
    }
}
