package io.skerry.edge.runtime.process.slug;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Slugs, each unpacked once, and copied for every instance. */
public final class Slugs {

    private final Path folder;
    private final ArtifactStore artifacts;
    private final ArtifactFetch fetch;
    private final Map<String, ReentrantLock> locks = new HashMap<>();

    /** Begins with an empty folder if the machine was started again: what was not synced before a power cut may be hollow. */
    public Slugs(Path folder, String boot, ArtifactStore artifacts, ArtifactFetch fetch) throws IOException {
        var marker = folder.resolve(".boot");
        if (!Files.exists(marker) || !Files.readString(marker).equals(boot)) {
            Trees.delete(folder);
            Files.createDirectory(folder);
            Files.writeString(marker, boot);
        }
        this.folder = folder;
        this.artifacts = artifacts;
        this.fetch = fetch;
    }

    /** Makes {@code home} a copy of the slug that belongs to the owner. */
    public void copy(String digest, Path home, Owner owner) throws LaunchRefused, InterruptedException {
        var lock = lock(digest);
        lock.lockInterruptibly();
        try {
            var unpacked = folder.resolve(name(digest));
            if (!Files.isDirectory(unpacked)) {
                unpack(digest, unpacked);
            }
            Trees.copy(unpacked, home, owner);
        } catch (IOException e) {
            throw LaunchRefused.broken("The slug could not be laid out: " + e.getMessage() + ".");
        } finally {
            lock.unlock();
        }
    }

    private void unpack(String digest, Path unpacked) throws LaunchRefused, IOException, InterruptedException {
        var archive = fetched(digest);
        var unfinished = folder.resolve(name(digest) + ".unfinished");
        Trees.delete(unfinished);
        Files.createDirectory(unfinished);
        try {
            SlugArchive.unpack(archive, unfinished);
        } catch (IOException e) {
            Trees.delete(unfinished);
            throw LaunchRefused.unfit(
                    "The slug cannot be unpacked: " + e.getMessage() + ".", "Build the component again.");
        }
        Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path fetched(String digest) throws LaunchRefused {
        try {
            fetch.fetch(digest);
            return artifacts.file(digest);
        } catch (IOException e) {
            throw LaunchRefused.unavailable("The artifact " + digest + " cannot be had: " + e.getMessage() + ".");
        }
    }

    /** Deletes what no instance was made from; a digest that is being copied right now stays. */
    public void keepOnly(Set<String> digests) throws IOException {
        for (var digest : unpacked()) {
            var lock = lock(digest);
            if (!digests.contains(digest) && lock.tryLock()) {
                try {
                    Trees.delete(folder.resolve(name(digest)));
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private Set<String> unpacked() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.indexOf('.') < 0)
                    .map(name -> "sha256:" + name)
                    .collect(Collectors.toSet());
        }
    }

    private ReentrantLock lock(String digest) {
        synchronized (locks) {
            return locks.computeIfAbsent(digest, any -> new ReentrantLock());
        }
    }

    private static String name(String digest) {
        var name = digest.substring(digest.indexOf(':') + 1);
        if (!name.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no digest: " + digest);
        }
        return name;
    }
}
