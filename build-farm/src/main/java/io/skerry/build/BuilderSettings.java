package io.skerry.build;

import io.skerry.build.sandbox.BuildLimits;
import io.skerry.build.tool.ToolPath;
import io.skerry.model.build.Proxies;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How builds are done in a data center.
 *
 * @param folder the data center's, with {@code builds/}, {@code cache/} and {@code output/}
 * @param parallel builds at a time
 * @param lease how long the order of a builder that died stays taken
 * @param toolPath folders of tool chains; the worker must put the same ones on the PATH of instances
 * @param proxies of this data center's network, which count before those of the platform's setting
 * @param cacheBytes most bytes of kept dependencies
 * @param downloadBytes most bytes of what tools downloaded
 * @param localRepositories whether sources may be git repositories of this machine
 * @param limits what one build may use
 */
public record BuilderSettings(
        Path folder,
        int parallel,
        Duration lease,
        List<Path> toolPath,
        Map<String, String> proxies,
        long cacheBytes,
        long downloadBytes,
        boolean localRepositories,
        BuildLimits limits) {

    /** How many builds run at a time. */
    public static final String PARALLEL = "SKERRY_BUILDS";
    /** Most bytes of kept dependencies, such as {@code 5Gi}. */
    public static final String CACHE = "SKERRY_BUILD_CACHE";
    /** Most bytes of what the tools of builds downloaded, such as {@code 10Gi}. */
    public static final String DOWNLOADS = "SKERRY_BUILD_DOWNLOADS";
    /** {@code true} or {@code false}: whether sources may be git repositories of this machine. */
    public static final String LOCAL_REPOSITORIES = "SKERRY_BUILD_LOCAL_REPOSITORIES";

    private static final int MOST_PARALLEL = 64;

    /** Calls wait five seconds for a store of another process: its short absence must not cost an attempt. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** A store of this process stands still only while the process does, and its leases with it. */
    private static final Duration LEASE_BESIDE_STORE = Duration.ofSeconds(5);

    public BuilderSettings {
        toolPath = List.copyOf(toolPath);
        proxies = Map.copyOf(proxies);
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new InvalidInput(PARALLEL + " is " + parallel + ", expected 1 to " + MOST_PARALLEL);
        }
        if (cacheBytes < 0) {
            throw new InvalidInput(CACHE + " is negative");
        }
        if (lease.compareTo(Duration.ofMillis(100)) < 0) {
            throw new InvalidInput("a builder's lease of " + lease + " ends before it can be renewed");
        }
    }

    /**
     * The settings of an environment, with defaults for what it does not say.
     *
     * @throws InvalidInput that names the variable
     */
    public static BuilderSettings of(Path dataCenterFolder, Map<String, String> environment) {
        var half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new BuilderSettings(
                dataCenterFolder,
                parallel(environment.getOrDefault(PARALLEL, Integer.toString(half))),
                LEASE,
                ToolPath.of(environment),
                Proxies.of(environment),
                bytes(CACHE, environment.getOrDefault(CACHE, "5Gi")),
                bytes(DOWNLOADS, environment.getOrDefault(DOWNLOADS, "10Gi")),
                yesOrNo(environment.getOrDefault(LOCAL_REPOSITORIES, "false")),
                BuildLimits.of(environment));
    }

    /** For a builder in the store's own process: one that was killed in the middle of a build soon builds again. */
    public BuilderSettings besideStore() {
        return new BuilderSettings(
                folder,
                parallel,
                LEASE_BESIDE_STORE,
                toolPath,
                proxies,
                cacheBytes,
                downloadBytes,
                localRepositories,
                limits);
    }

    private static int parallel(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput(PARALLEL + " is '" + text + "', expected a number");
        }
    }

    private static long bytes(String name, String text) {
        try {
            return new ByteSize(text).bytes();
        } catch (InvalidInput e) {
            throw new InvalidInput(name + ": " + e.getMessage());
        }
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInput(LOCAL_REPOSITORIES + " is '" + text + "', expected true or false");
        };
    }
}
