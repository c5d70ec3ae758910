package io.skerry.cli.local.postgres;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.local.process.Launch;
import io.skerry.cli.local.process.ProcessIdentity;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hub's database server: on loopback, with passwords, every commit on disk before it counts. */
public final class Postgres {

    /** The name of its process. */
    public static final String NAME = "database";

    private static final String ROLE = "skerry";
    private static final String DATABASE = "skerry";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final PostgresBinaries binaries;
    private final Cluster cluster;
    private final Path folder;
    private final Processes processes;

    /**
     * A server.
     *
     * @param folder its files
     * @param secrets where its passwords are kept
     * @param processes among which it is recorded
     */
    public Postgres(PostgresBinaries binaries, Path folder, Path secrets, Processes processes) {
        this.binaries = binaries;
        this.cluster = new Cluster(binaries, folder, secrets);
        this.folder = folder;
        this.processes = processes;
    }

    /** The port on which a server that survived listens; empty if none runs on these files. */
    public Optional<Integer> survivor() {
        return PostmasterFile.read(folder).filter(this::isServerOfThisFolder).map(PostmasterFile::port);
    }

    /**
     * Sees to it that the server runs and takes connections.
     *
     * @return whether it was there already
     */
    public boolean adoptOrStart(int port) {
        try {
            cluster.make(ROLE, DATABASE);
        } catch (IOException e) {
            throw CliFault.failed("the database cannot be made: " + e.getMessage(), "Run: ./skerry doctor");
        }
        var launch = launch(port);
        var there = survivor().isPresent();
        if (!there || processes.running(NAME).isEmpty()) {
            endUnrecorded();
            grant();
            there = processes.adoptOrStart(launch, STOP);
        }
        awaitReady();
        return there;
    }

    private void grant() {
        try {
            cluster.grant(ROLE);
        } catch (IOException e) {
            throw CliFault.failed("the database's role cannot be changed: " + e.getMessage(), "Run: ./skerry doctor");
        }
    }

    /** What the hub is told about it. */
    public Map<String, String> environment(int port) {
        return Map.of(
                "SKERRY_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "SKERRY_DATABASE_USER",
                ROLE,
                "SKERRY_DATABASE_PASSWORD_FILE",
                cluster.passwordFile().toString(),
                "SKERRY_DATABASE_FOLDER",
                folder.toString());
    }

    private Launch launch(int port) {
        var command = new ArrayList<>(ServerUser.prefix());
        command.addAll(List.of(
                binaries.program("postgres").toString(),
                "-D",
                folder.toString(),
                "--listen_addresses=127.0.0.1",
                "--port=" + port,
                // No socket file: its path may not be longer than 107 bytes, and nobody needs it.
                "--unix_socket_directories=",
                "--shared_buffers=32MB",
                "--max_wal_size=256MB",
                "--io_method=sync",
                "--jit=off",
                "--password_encryption=scram-sha-256",
                "--log_line_prefix=%m [%p] "));
        return new Launch(NAME, command, Map.of(), null, Signals.INT);
    }

    /** A server whose record got lost is stopped and started anew under a record. */
    private void endUnrecorded() {
        if (processes.running(NAME).isPresent()) {
            return;
        }
        PostmasterFile.read(folder)
                .filter(this::isServerOfThisFolder)
                .flatMap(file -> ProcessIdentity.of(file.pid()))
                .ifPresent(server -> {
                    Signals.send(server, Signals.INT);
                    Processes.awaitEnd(server, STOP);
                });
    }

    private void awaitReady() {
        var deadline = Instant.now().plus(START);
        while (PostmasterFile.read(folder)
                .filter(this::isServerOfThisFolder)
                .filter(PostmasterFile::isReady)
                .isEmpty()) {
            if (processes.running(NAME).isEmpty()) {
                throw processes.died(NAME, "the server ended while it started");
            }
            if (Instant.now().isAfter(deadline)) {
                throw processes.died(NAME, "the server is not ready after " + START.toSeconds() + " s");
            }
            pause();
        }
    }

    private boolean isServerOfThisFolder(PostmasterFile file) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(file.pid()), "cwd"))
                    .equals(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }
}
