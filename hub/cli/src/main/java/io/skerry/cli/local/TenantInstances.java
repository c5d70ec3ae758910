package io.skerry.cli.local;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.process.ProcessIdentity;
import io.skerry.cli.local.process.ProcessSession;
import io.skerry.cli.output.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The instances of tenants under the runtime {@code process}. They outlive their agent on purpose, so {@code down} ends
 * them itself, after the agent is gone and starts no others. The agent's next start finds them ended and starts them anew.
 */
final class TenantInstances {

    /** What an instance's wrapper writes in {@code instances/.runs/<id>.started}: run, pid, start, boot. */
    private static final Pattern STARTED = Pattern.compile("\\S+ (\\d{1,18}) (\\d{1,18}) (\\S+)\\s*");

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final LocalFolder folder;

    TenantInstances(LocalFolder folder) {
        this.folder = folder;
    }

    /** Stops what runs in each data center. */
    void stop(Work work) {
        try {
            for (var dataCenter : children(folder.dataCenters())) {
                var alive = alive(dataCenter.resolve("instances").resolve(".runs"));
                if (!alive.isEmpty()) {
                    work.step(String.valueOf(dataCenter.getFileName()), "instances", "", () -> {
                        work.together(alive.stream()
                                .<Runnable>map(wrapper -> () -> new ProcessSession(wrapper).stop(GRACE))
                                .toList());
                        return alive.size() + " stopped";
                    });
                }
            }
        } catch (IOException e) {
            throw CliFault.failed("cannot look for instances in " + folder.root() + ": " + e.getMessage(), null);
        }
    }

    private static List<ProcessIdentity> alive(Path runs) throws IOException {
        var found = new ArrayList<ProcessIdentity>();
        for (var file : children(runs)) {
            if (file.toString().endsWith(".started")) {
                parse(Files.readString(file)).filter(ProcessIdentity::isAlive).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<ProcessIdentity> parse(String text) {
        var written = STARTED.matcher(text);
        return written.matches()
                ? Optional.of(new ProcessIdentity(
                        Long.parseLong(written.group(1)), Long.parseLong(written.group(2)), written.group(3)))
                : Optional.empty();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
