package io.skerry.cli.local;

import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.postgres.Postgres;
import io.skerry.cli.local.process.LaunchRecord;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.program.StartCache;
import io.skerry.cli.output.Work;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Stops everything that runs from a folder: agents and gateways, then the tenants' instances, which outlive their agent,
 * then the hub, last its database.
 */
public final class Takedown {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LEARNING = Duration.ofMinutes(3);

    private final LocalFolder folder;
    private final Processes processes;
    private final Work work;

    /** Stops what runs from that folder. */
    public Takedown(LocalFolder folder, Work work) {
        this.folder = folder;
        this.processes = new Processes(folder.run());
        this.work = work;
    }

    /** Stops it all; returns how many processes of the platform ran. */
    public int run() {
        var first = new ArrayList<Runnable>();
        var last = new ArrayList<LaunchRecord>();
        var recorded = processes.recorded();
        for (var record : recorded) {
            if (isOfDataCenter(record)) {
                first.add(() -> stop(record));
            } else {
                last.add(record);
            }
        }
        work.together(first);
        new TenantInstances(folder).stop(work);
        // The hub before its database.
        last.sort((a, b) -> Boolean.compare(isDatabase(a), isDatabase(b)));
        last.forEach(this::stop);
        return recorded.size();
    }

    private void stop(LaunchRecord record) {
        var name = record.launch().name();
        if (!record.identity().isAlive()) {
            processes.forget(name);
            return;
        }
        var learned = record.launch().learns();
        var note = learned == null ? "" : "writes its start-up cache, once";
        work.step(where(name), what(name), note, () -> {
            var orderly = processes.stop(record, learned == null ? GRACE : LEARNING);
            if (orderly && learned != null) {
                StartCache.keep(learned);
            }
            return orderly ? "stopped" : "did not stop when asked; ended";
        });
    }

    private static boolean isOfDataCenter(LaunchRecord record) {
        return !isDatabase(record) && !record.launch().name().equals(PlatformLaunches.HUB);
    }

    private static boolean isDatabase(LaunchRecord record) {
        return record.launch().name().equals(Postgres.NAME);
    }

    private static String where(String name) {
        var dash = name.lastIndexOf('-');
        return dash < 0 ? "hub" : name.substring(0, dash);
    }

    private static String what(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }
}
