package io.skerry.build.detect;

import io.skerry.build.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the main packages of a Go source: at its top and under {@code cmd/}, and only if there are none, elsewhere. */
final class GoMains {

    private static final Pattern PACKAGE = Pattern.compile("package\\s+main\\b.*");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^func\\s+main\\(\\)");
    private static final Pattern NOT_FOR_BUILDS =
            Pattern.compile("//\\s*(go:build|\\+build)\\b.*\\b(ignore|tools)\\b.*");
    private static final Pattern ELSEWHERE = Pattern.compile(".*_(test|windows|darwin|js|wasip1)\\.go");
    private static final Set<String> NOT_SERVED = Set.of(
            "example", "examples", "_examples", "internal", "hack", "script", "scripts", "tools", "docs", "testdata");

    private GoMains() {}

    /**
     * A main package.
     *
     * @param folder {@code .} or {@code ./cmd/shop}
     * @param name what it is called once it is built
     * @param file one of its files, and the line of its {@code package}
     */
    record Main(String folder, String name, String file, int line) {}

    /** @param top the name of the one at the top */
    static List<Main> in(SourceTree tree, String top) {
        var folders = new TreeMap<String, List<String>>();
        for (var file : tree.files(3)) {
            if (file.endsWith(".go") && !ELSEWHERE.matcher(file).matches()) {
                var slash = file.lastIndexOf('/');
                folders.computeIfAbsent(slash < 0 ? "" : file.substring(0, slash), _ -> new ArrayList<>())
                        .add(file);
            }
        }
        var usual = mains(tree, top, folders, folder -> folder.isEmpty() || folder.matches("cmd(/[^/]+)?"));
        return usual.isEmpty()
                ? mains(
                        tree,
                        top,
                        folders,
                        folder -> Set.of(folder.split("/", -1)).stream().noneMatch(NOT_SERVED::contains))
                : usual;
    }

    private static List<Main> mains(
            SourceTree tree, String top, Map<String, List<String>> folders, Predicate<String> wanted) {
        var found = new LinkedHashMap<String, Main>();
        folders.forEach((folder, files) -> {
            if (wanted.test(folder)) {
                main(tree, top, folder, files).ifPresent(main -> found.putIfAbsent(main.name(), main));
            }
        });
        return List.copyOf(found.values());
    }

    private static Optional<Main> main(SourceTree tree, String top, String folder, List<String> files) {
        Main found = null;
        var starts = false;
        for (var file : files) {
            var text = tree.text(file).orElse("");
            var line = packageLine(text);
            if (line > 0) {
                var name = folder.isEmpty() ? top : folder.substring(folder.lastIndexOf('/') + 1);
                found = found == null ? new Main(folder.isEmpty() ? "." : "./" + folder, name, file, line) : found;
                starts |= FUNCTION.matcher(text).find();
            }
        }
        return starts ? Optional.ofNullable(found) : Optional.empty();
    }

    /** 0 if the file is of another package, or left out of builds. */
    private static int packageLine(String text) {
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (NOT_FOR_BUILDS.matcher(line).matches()) {
                return 0;
            }
            if (line.startsWith("package ")) {
                return PACKAGE.matcher(line).matches() ? number : 0;
            }
        }
        return 0;
    }
}
