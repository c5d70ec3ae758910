package io.skerry.build.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of a folder. */
public final class FolderTree implements SourceTree {

    private static final long LARGEST = 1 << 20;
    private static final int MOST_FILES = 5_000;
    private static final Set<String> NOT_SOURCE = Set.of(
            "node_modules",
            "bower_components",
            "vendor",
            "venv",
            "env",
            "__pycache__",
            "site-packages",
            "tests",
            "test");

    private final Path folder;

    /** The tree of this folder. */
    public FolderTree(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean has(String path) {
        return Files.isRegularFile(folder.resolve(path));
    }

    @Override
    public Optional<String> text(String path) {
        var file = folder.resolve(path);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<JarManifest> manifest(String jar) {
        return JarManifest.of(folder.resolve(jar));
    }

    @Override
    public List<String> files(int depth) {
        var found = new ArrayList<String>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), depth + 1, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    var name = directory.getFileName().toString();
                    var hidden = name.startsWith(".") || NOT_SOURCE.contains(name);
                    return hidden && !directory.equals(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(folder.relativize(file).toString());
                    }
                    return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return List.copyOf(found);
    }
}
