package io.skerry.cli.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started. Holds no secret: those go by files that the environment names.
 *
 * @param name such as {@code hub}, {@code east-agent}; its record and its output are called so
 * @param environment added to the starter's own, from which every {@code SKERRY_*} is taken first
 * @param learns the start-up cache the process writes as it ends, absent if it writes none
 * @param stopSignal what asks it to end, without SIG
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path learns,
        String stopSignal) {

    private static final Set<String> START_CACHE_FLAGS = Set.of("-XX:AOTCache", "-XX:AOTCacheOutput", "-Xlog:aot*");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Whether the other one starts the same program with the same settings; start-up caches do not count. */
    public boolean doesTheSameAs(Launch other) {
        return environment.equals(other.environment) && essence().equals(other.essence());
    }

    private List<String> essence() {
        return command.stream()
                .filter(argument -> !START_CACHE_FLAGS.contains(argument.split("=", 2)[0]))
                .toList();
    }
}
