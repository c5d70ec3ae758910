package io.skerry.cli.local.folder;

import java.nio.file.Path;

/** Where things are within the one folder that holds all state of Skerry on this machine. */
public record LocalFolder(Path root) {

    public LocalFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Which version of the layout it has. */
    public Path version() {
        return root.resolve("version");
    }

    /** Held by whoever supervises. */
    public Path lock() {
        return root.resolve("lock");
    }

    /** Says that a {@code down} is at work and takes over from whoever supervises. */
    public Path handOver() {
        return root.resolve("down-at-work");
    }

    /** Which ports were given out. */
    public Path ports() {
        return root.resolve("ports.json");
    }

    /** The database's files. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** Passwords and tokens, one per file. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** The hub's folder. */
    public Path hub() {
        return root.resolve("hub");
    }

    /** Records and output of the processes. */
    public Path run() {
        return root.resolve("run");
    }

    /** Record and output of the supervisor that {@code up --detach} leaves behind. */
    public Path supervisor() {
        return root.resolve("supervisor");
    }

    /** The folder of a data center. */
    public Path dataCenter(String name) {
        return dataCenters().resolve(name);
    }

    /** The folder of all data centers' folders. */
    public Path dataCenters() {
        return root.resolve("data-centers");
    }
}
