package io.skerry.edge.runtime.process.slug;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.model.site.ArtifactRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether this machine has what an artifact asks for; asked before the start, so that the refusal names what is missing. A tool counts
 * only if the instance's user can run it.
 */
public final class Fitness {

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
    private static final int PATIENCE_SECONDS = 10;
    private static final Map<String, String> ARCHITECTURES = Map.of("x86_64", "amd64", "aarch64", "arm64");
    private static final String C_LIBRARY = "glibc";

    private final List<Path> folders;
    private final Map<Map.Entry<String, String>, Path> found = new ConcurrentHashMap<>();

    /** Looks for tools along that {@code PATH}. */
    public Fitness(String path) {
        folders = Stream.of(path.split(":", -1))
                .filter(part -> part.startsWith("/"))
                .map(Path::of)
                .toList();
    }

    /**
     * The folders of the {@code PATH} that hold the very tools the artifact asks for, in the order of the {@code PATH}.
     *
     * @throws LaunchRefused naming what this machine does not have
     */
    public List<Path> require(ArtifactRef artifact, Owner owner) throws LaunchRefused, InterruptedException {
        if (!artifact.platform().isEmpty() && !artifact.platform().equals(platform())) {
            throw LaunchRefused.unfit(
                    "The artifact is for " + artifact.platform() + ", this data center is " + platform() + ".",
                    "Build it in a data center of this platform, or place the application elsewhere.");
        }
        var needed = new ArrayList<Path>();
        for (var requirement : artifact.requires().entrySet()) {
            if (requirement.getKey().equals(C_LIBRARY)) {
                requireLibrary(requirement.getValue());
            } else {
                needed.add(folder(requirement.getKey(), requirement.getValue(), owner));
            }
        }
        return folders.stream().filter(needed::contains).toList();
    }

    static String platform() {
        var architecture = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/"
                + ARCHITECTURES.getOrDefault(architecture, architecture);
    }

    private Path folder(String tool, String version, Owner owner) throws LaunchRefused, InterruptedException {
        var known = found.get(Map.entry(tool, version));
        if (known != null) {
            return known;
        }
        for (var folder : folders) {
            for (var name : List.of(tool + version, tool + "3", tool)) {
                var file = folder.resolve(name);
                if (Files.isExecutable(file) && has(owner, file, version)) {
                    // Only what was found is remembered: a missing tool can be installed.
                    found.put(Map.entry(tool, version), folder);
                    return folder;
                }
            }
        }
        throw missing(tool, version);
    }

    private static boolean has(Owner owner, Path file, String version) throws InterruptedException {
        var command = Stream.concat(owner.become().stream(), Stream.of(file.toString(), "--version"));
        return version(command.toList()).filter(has -> begins(has, version)).isPresent();
    }

    private static void requireLibrary(String version) throws LaunchRefused, InterruptedException {
        var has = version(List.of("getconf", "GNU_LIBC_VERSION"));
        if (has.isEmpty() || compare(has.get(), version) < 0) {
            throw missing(C_LIBRARY, version);
        }
    }

    private static LaunchRefused missing(String tool, String version) {
        return LaunchRefused.unfit(
                "The artifact needs " + tool + " " + version + ", which its instances cannot run in this data center.",
                "Install it where every user of the machine can run it and the agent finds it (SKERRY_TOOL_PATH), or place the"
                        + " application elsewhere; it is looked for again.");
    }

    /** Whether a version is the named one or a part of it: 3.11.4 is 3.11, 3.1 is not. */
    static boolean begins(String has, String needs) {
        return (has + ".").startsWith(needs + ".");
    }

    /** The C library runs what an older one linked. */
    static int compare(String one, String other) {
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

    /** The first version a command names; a complaint that there is no python3.11 names one too, and does not count. */
    private static Optional<String> version(List<String> command) throws InterruptedException {
        try {
            var all = Stream.concat(Stream.of("/usr/bin/env"), command.stream()).toList();
            var builder = new ProcessBuilder(all).redirectErrorStream(true);
            builder.directory(Path.of("/").toFile()).environment().clear();
            builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var match = VERSION.matcher(said);
            return process.exitValue() == 0 && match.find() ? Optional.of(match.group()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
