package io.skerry.build.pack;

import io.skerry.build.sandbox.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Maven and Gradle leave beside what runs: notes with the hour of the build, tests, the same classes once more. */
final class BuiltFolders {

    private static final Set<String> NAMES = Set.of("target", "build");
    /** Folders that a jar's class path names. */
    private static final Set<String> NEEDED = Set.of("lib", "libs", "dependency", "dependencies", "quarkus-app");

    private static final Set<String> NOTES = Set.of(
            "maven-status",
            "maven-archiver",
            "surefire-reports",
            "generated-sources",
            "generated-test-sources",
            "test-classes",
            "tmp",
            "reports");

    private BuiltFolders() {}

    /** Takes away what nothing runs. */
    static void tidy(Path app) throws IOException {
        for (var folder : all(app)) {
            for (var entry : entries(folder)) {
                var name = entry.getFileName().toString();
                if (NOTES.contains(name) || name.endsWith(".original")) {
                    Folders.delete(entry);
                }
            }
        }
        Folders.delete(app.resolve(".gradle"));
    }

    /** Takes away all but this jar, and the folders beside it that it may name. */
    static void keepOnly(Path app, String jar) throws IOException {
        var kept = app.resolve(jar);
        for (var folder : all(app)) {
            for (var entry : entries(folder)) {
                var onTheWay = kept.startsWith(folder)
                        && NEEDED.contains(entry.getFileName().toString());
                if (!onTheWay && !kept.startsWith(entry)) {
                    Folders.delete(entry);
                }
            }
        }
        Folders.delete(app.resolve(".gradle"));
    }

    /** Those of modules, where the file of the build stands beside. */
    private static List<Path> all(Path app) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(app, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(app) && NAMES.contains(folder.getFileName().toString()) && isBuilt(folder)) {
                    found.add(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isBuilt(Path folder) {
        var files = folder.getFileName().toString().equals("target")
                ? List.of("pom.xml")
                : List.of("build.gradle", "build.gradle.kts");
        return files.stream().anyMatch(file -> Files.exists(folder.resolveSibling(file)));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
