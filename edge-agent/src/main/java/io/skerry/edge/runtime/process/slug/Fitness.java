package io.skerry.edge.runtime.process.slug;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.model.site.ArtifactRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether this machine has what an artifact asks for; asked before the start, so that the refusal names what is missing. */
public final class Fitness {

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
    private static final int PATIENCE_SECONDS = 10;
    private static final Map<String, String> ARCHITECTURES = Map.of("x86_64", "amd64", "aarch64", "arm64");

    private final String path;
    private final Set<Map.Entry<String, String>> found = ConcurrentHashMap.newKeySet();

    /** Looks for tools along that {@code PATH}. */
    public Fitness(String path) {
        this.path = path;
    }

    /** Refuses what this machine cannot run. */
    public void require(ArtifactRef artifact) throws LaunchRefused, InterruptedException {
        if (!artifact.platform().isEmpty() && !artifact.platform().equals(platform())) {
            throw LaunchRefused.unfit(
                    "The artifact is for " + artifact.platform() + ", this data center is " + platform() + ".",
                    "Build it in a data center of this platform, or place the application elsewhere.");
        }
        for (var requirement : artifact.requires().entrySet()) {
            // Only what was found is remembered: a missing tool can be installed.
            if (!found.contains(requirement) && !has(requirement.getKey(), requirement.getValue())) {
                throw LaunchRefused.unfit(
                        "The artifact needs " + requirement.getKey() + " " + requirement.getValue()
                                + ", which this data center does not have.",
                        "Install it where the agent's PATH finds it, or place the application elsewhere; it is looked for again.");
            }
            found.add(Map.entry(requirement.getKey(), requirement.getValue()));
        }
    }

    static String platform() {
        var architecture = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/"
                + ARCHITECTURES.getOrDefault(architecture, architecture);
    }

    private boolean has(String tool, String version) throws InterruptedException {
        for (var command : commands(tool, version)) {
            var match = VERSION.matcher(firstLines(command));
            if (match.find() && fits(tool, match.group(), version)) {
                return true;
            }
        }
        return false;
    }

    private static List<List<String>> commands(String tool, String version) {
        return switch (tool) {
            case "glibc" -> List.of(List.of("getconf", "GNU_LIBC_VERSION"));
            case "go" -> List.of(List.of("go", "version"));
            case "java" -> List.of(List.of("java", "--version"));
            default ->
                List.of(
                        List.of(tool + version, "--version"),
                        List.of(tool + "3", "--version"),
                        List.of(tool, "--version"));
        };
    }

    /** The C library keeps old programs running, the others promise nothing across the parts that are named. */
    static boolean fits(String tool, String has, String needs) {
        if (tool.equals("glibc") || tool.equals("java")) {
            return compare(has, needs) >= 0;
        }
        return (has + ".").startsWith(needs + ".");
    }

    private static int compare(String one, String other) {
        var left = one.split("\\.", -1);
        var right = other.split("\\.", -1);
        for (var i = 0; i < Math.max(left.length, right.length); i++) {
            var difference = part(left, i) - part(right, i);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int at) {
        return at < parts.length ? Integer.parseInt(parts[at]) : 0;
    }

    private String firstLines(List<String> command) throws InterruptedException {
        try {
            // The JDK would look in this JVM's own PATH.
            var builder = new ProcessBuilder(Stream.concat(Stream.of("/usr/bin/env"), command.stream())
                            .toList())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().put("PATH", path);
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // A complaint that there is no python3.11 names a version too.
            return process.exitValue() == 0 ? said : "";
        } catch (IOException _) {
            return "";
        }
    }
}
