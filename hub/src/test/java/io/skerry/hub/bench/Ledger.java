package io.skerry.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the instances of the application under load wrote down by themselves: one file for each of their processes, named
 * {@code <data center>.<instance>.<pid>}, with the id of each POST on a line.
 */
record Ledger(Path folder) {

    /** An empty one that instances of any user can write to. */
    static Ledger in(Path parent) throws IOException {
        var folder = Files.createDirectory(parent.resolve("ledger"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Ledger(folder);
    }

    /** Id → how often it was seen. */
    Map<String, Integer> posts() throws IOException {
        var posts = new HashMap<String, Integer>();
        for (var process : processes()) {
            Files.readAllLines(folder.resolve(process)).forEach(id -> posts.merge(id, 1, Integer::sum));
        }
        return posts;
    }

    /** Every process there ever was. */
    Set<String> processes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Those that run. */
    Set<String> running() throws IOException {
        return processes().stream()
                .filter(name -> ProcessHandle.of(Long.parseLong(name.substring(name.lastIndexOf('.') + 1)))
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
