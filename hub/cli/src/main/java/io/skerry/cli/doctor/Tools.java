package io.skerry.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that Skerry calls, and tool chains its builds need. */
final class Tools {

    /** Without these nothing starts. */
    private static final Map<String, String> NEEDED =
            Map.of("setsid", "util-linux", "sh", "dash", "flock", "util-linux", "tar", "tar", "git", "git");

    /** Without these builds of one kind fail, and say so. */
    private static final List<Chain> CHAINS = List.of(
            new Chain("Node.js", List.of("node", "npm"), "nodejs npm"),
            new Chain("Python", List.of("python3", "pip3"), "python3 python3-pip"),
            new Chain("static files", List.of("python3"), "python3"),
            new Chain("packages with compiled parts", List.of("gcc", "g++", "make"), "gcc g++ make"));

    private Tools() {}

    static List<Finding> examine(Map<String, String> environment) {
        var path = environment.getOrDefault("PATH", "");
        var findings = new ArrayList<Finding>();
        NEEDED.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(tool -> {
            if (!isOnPath(tool.getKey(), path)) {
                findings.add(Finding.broken(
                        tool.getKey(), "missing", "Install it (Debian: apt-get install " + tool.getValue() + ")."));
            }
        });
        for (var chain : CHAINS) {
            var missing =
                    chain.programs().stream().filter(p -> !isOnPath(p, path)).toList();
            findings.add(
                    missing.isEmpty()
                            ? Finding.sound("builds of " + chain.what(), "can be done here")
                            : Finding.limited(
                                    "builds of " + chain.what(),
                                    "not here, " + String.join(" and ", missing) + " missing",
                                    "If you need them (Debian): apt-get install " + chain.packages()));
        }
        return findings;
    }

    private static boolean isOnPath(String program, String path) {
        for (var folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private record Chain(String what, List<String> programs, String packages) {}
}
