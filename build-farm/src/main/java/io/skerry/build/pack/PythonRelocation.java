package io.skerry.build.pack;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes the folder of the build out of what pip wrote, so that the slug runs from any folder and is the same from any builder. */
final class PythonRelocation {

    /** What pip writes where the interpreter's path is too long for a first line. */
    private static final Pattern LONG_FORM = Pattern.compile("#!/bin/sh\n'''exec' [^\n]*\n' '''\n");

    private static final Pattern FIRST_LINE = Pattern.compile("#![^\n]*python[^\n]*\n");
    private static final String ORIGIN = "direct_url.json";

    private PythonRelocation() {}

    /** @param interpreter the name it is found by, such as {@code python3.11} */
    static void apply(Path base, Path app, String interpreter) throws IOException, BuildFailure {
        for (var script : files(base.resolve("bin"))) {
            rewriteFirstLine(script, interpreter);
        }
        for (var file : files(base.resolve("lib"))) {
            var name = file.getFileName().toString();
            if (name.equals(ORIGIN)) {
                // where a package was installed from is the folder of this build
                Files.delete(file);
            } else if (name.equals("RECORD")) {
                mendRecord(file);
            } else if (name.endsWith(".pth")) {
                makeRelative(file, app);
            } else if (name.startsWith("__editable__") && Files.readString(file).contains(app.toString())) {
                throw BuildFailure.of(
                        ErrorCode.BUILD_FAILED,
                        "a package that is installed as editable would not run from another folder",
                        "write '.' instead of '-e .' in the requirements");
            }
        }
    }

    private static void rewriteFirstLine(Path script, String interpreter) throws IOException {
        var bytes = Files.readAllBytes(script);
        if (bytes.length < 2 || bytes[0] != '#' || bytes[1] != '!') {
            return;
        }
        // one character per byte, so that nothing but the first line changes
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (var form : List.of(LONG_FORM, FIRST_LINE)) {
            var match = form.matcher(text);
            if (match.lookingAt()) {
                var changed = "#!/usr/bin/env " + interpreter + "\n" + text.substring(match.end());
                Files.write(script, changed.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
        }
    }

    /** A {@code .pth} line may be relative to its folder. */
    private static void makeRelative(Path pth, Path app) throws IOException {
        var text = Files.readString(pth);
        if (text.contains(app.toString())) {
            var lines = text.lines()
                    .map(line -> line.startsWith(app.toString())
                            ? Objects.requireNonNull(pth.getParent())
                                    .relativize(Path.of(line))
                                    .toString()
                            : line)
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(pth, lines);
        }
    }

    /** pip's list of what it installed, without what was forgotten and without the digests of scripts, whose first lines were changed. */
    private static void mendRecord(Path record) throws IOException {
        var lines = Files.readString(record)
                .lines()
                .filter(line -> !line.contains("/" + ORIGIN + ","))
                .map(line -> line.startsWith("../") ? line.substring(0, line.indexOf(',')) + ",," : line)
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(record, lines);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
