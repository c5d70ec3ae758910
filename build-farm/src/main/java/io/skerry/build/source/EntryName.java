package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the name of an archive's entry into a path below the folder, or refuses it. */
final class EntryName {

    static final String ADVICE = "pack the folder again, without this entry";

    private EntryName() {}

    /** The path relative to the folder; empty text for the folder itself. */
    static String check(String name) throws BuildFailure {
        if (name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*")) {
            throw BuildFailure.refused("the entry '" + shown(name) + "' has an absolute name", ADVICE);
        }
        var parts = List.of(name.split("/", -1));
        if (parts.contains("..")) {
            throw BuildFailure.refused("the entry '" + shown(name) + "' goes up with '..'", ADVICE);
        }
        var path = parts.stream()
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.joining("/"));
        try {
            return Path.of(path).toString();
        } catch (InvalidPathException e) {
            throw BuildFailure.refused("the entry '" + shown(name) + "' has a name that no file can have", ADVICE);
        }
    }

    /** The name as it can be printed. */
    static String shown(String name) {
        var printable = name.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return printable.toString();
    }

    /** The parts of a relative path. */
    static Stream<String> parts(String path) {
        return Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty());
    }
}
