package io.skerry.cli.local.process;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one folder. Each is started in a session of its own with its output in a file, so that it outlives
 * its starter, and recorded, so that a later starter knows it again.
 */
public final class Processes {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String RECORD = ".json";
    private static final String OUTPUT = ".log";
    private static final String WATCH = ".watch";

    private final Path folder;
    private final Exits exits = new Exits();

    /** The processes recorded in that folder. */
    public Processes(Path folder) {
        this.folder = folder;
    }

    /** What was started, whether it still runs or not, by name. */
    public List<LaunchRecord> recorded() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var records = new ArrayList<LaunchRecord>();
            for (var file : files.sorted().toList()) {
                if (file.toString().endsWith(RECORD)
                        && !file.getFileName().toString().startsWith(".")) {
                    LaunchRecord.read(file).ifPresent(records::add);
                }
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of that name, if it runs. */
    public Optional<LaunchRecord> running(String name) {
        try {
            return LaunchRecord.read(record(name)).filter(r -> r.identity().isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sees to it that the process runs: one that survived and does the same is kept, one that does something else is
     * replaced.
     *
     * @return whether it was there already
     */
    public boolean adoptOrStart(Launch launch, Duration grace) {
        var survivor = running(launch.name());
        if (survivor.isPresent() && survivor.get().launch().doesTheSameAs(launch)) {
            return true;
        }
        survivor.ifPresent(old -> stop(old, grace));
        start(launch);
        return false;
    }

    /** Starts it and records it. */
    public LaunchRecord start(Launch launch) {
        try {
            PrivateFiles.folder(folder);
            ProcessOutput.makeRoom(output(launch.name()));
            var command = new ArrayList<String>();
            command.add("setsid");
            command.addAll(launch.command());
            var builder = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(output(launch.name()).toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("SKERRY_"));
            builder.environment().putAll(launch.environment());
            var process = builder.start();
            exits.started(launch.name(), process);
            var identity = ProcessIdentity.of(process.pid())
                    .orElseThrow(() -> died(launch.name(), "It ended as soon as it was started."));
            var record = new LaunchRecord(launch, identity);
            record.write(record(launch.name()));
            return record;
        } catch (IOException e) {
            throw CliFault.failed("cannot start " + launch.name() + ": " + e.getMessage(), "Run: ./skerry doctor");
        }
    }

    /**
     * Asks it to end, and ends it once the grace is over. Its record goes with it.
     *
     * @return whether it ended by itself
     */
    public boolean stop(LaunchRecord record, Duration grace) {
        var identity = record.identity();
        Signals.send(identity, record.launch().stopSignal());
        var orderly = awaitEnd(identity, grace);
        if (!orderly) {
            Signals.send(identity, Signals.KILL);
            awaitEnd(identity, grace);
        }
        forget(record.launch().name());
        return orderly;
    }

    /** Drops the record of a process that is gone. */
    public void forget(String name) {
        try {
            Files.deleteIfExists(record(name));
            Files.deleteIfExists(watch(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a process ended: {@code code 3}, {@code signal 9 (KILL)}; said too if it was not this one's child, so that nobody saw. */
    String exitOf(LaunchRecord record) {
        return exits.of(record.launch().name(), record.identity());
    }

    /** What is known of a process besides that it runs. */
    public WatchState state(String name) {
        return WatchState.read(watch(name));
    }

    void keep(String name, WatchState state) {
        state.write(watch(name));
    }

    /** The last lines it wrote, oldest first. */
    public List<String> lastLines(String name, int most) {
        try {
            return ProcessOutput.lastLines(output(name), most);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A fault with the last lines of a process that is no longer there. */
    public CliFault died(String name, String what) {
        return new CliFault(
                io.skerry.cli.fault.ExitCode.FAILED,
                name + ": " + what,
                lastLines(name, 12).stream().map(line -> "| " + line).toList(),
                "All it wrote is in " + output(name));
    }

    /** Waits for the end of a process, whoever's child it is. */
    public static boolean awaitEnd(ProcessIdentity identity, Duration limit) {
        var deadline = Instant.now().plus(limit);
        while (identity.isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            pause(LOOK);
        }
        return true;
    }

    private static void pause(Duration span) {
        try {
            Thread.sleep(span);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }

    private Path record(String name) {
        return folder.resolve(name + RECORD);
    }

    private Path watch(String name) {
        return folder.resolve(name + WATCH);
    }

    private Path output(String name) {
        return folder.resolve(name + OUTPUT);
    }
}
