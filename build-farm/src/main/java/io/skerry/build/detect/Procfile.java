package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.model.build.Detection.Evidence;
import io.skerry.model.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a source says what runs: one {@code type: shell command line} per line; blank lines and those that begin with # say
 * nothing.
 *
 * @param lines type → the line it stands on, from 1
 * @param ownFile the types that {@code skerry.yaml} says, whose word counts
 */
record Procfile(Map<String, String> processes, Map<String, Integer> lines, Set<String> ownFile) {

    static final String FILE = "Procfile";
    static final String WEB = "web";

    /** Runs once per release, before traffic moves to it. */
    static final String RELEASE = "release";

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]+)\\s*:\\s*(\\S.*)");

    Procfile {
        processes = Map.copyOf(processes);
        lines = Map.copyOf(lines);
        ownFile = Set.copyOf(ownFile);
    }

    Procfile(Map<String, String> processes, Map<String, Integer> lines) {
        this(processes, lines, Set.of());
    }

    /** A reason that stands where a process is said. */
    Evidence evidence(String type, String rule) {
        return new Evidence(ownFile.contains(type) ? SkerryFile.FILE : FILE, lines.get(type), rule);
    }

    static Procfile none() {
        return new Procfile(Map.of(), Map.of());
    }

    /** @throws BuildFailure that names the line which is no process */
    static Procfile of(SourceTree tree) throws BuildFailure {
        var text = tree.text(FILE);
        return text.isPresent() ? parse(text.get()) : none();
    }

    static Procfile parse(String text) throws BuildFailure {
        var processes = new LinkedHashMap<String, String>();
        var lines = new LinkedHashMap<String, Integer>();
        var number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            var line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var match = LINE.matcher(line);
            if (!match.matches()) {
                throw wrong(number, "is no 'type: command'");
            }
            if (processes.putIfAbsent(match.group(1), match.group(2)) != null) {
                throw wrong(number, "names '" + match.group(1) + "' a second time");
            }
            lines.put(match.group(1), number);
        }
        return new Procfile(processes, lines);
    }

    @Nullable
    String web() {
        return processes.get(WEB);
    }

    private static BuildFailure wrong(int line, String what) {
        return BuildFailure.of(
                ErrorCode.INVALID_FIELD,
                FILE + " line " + line + " " + what,
                "write one process per line, such as 'web: node server.js'");
    }
}
