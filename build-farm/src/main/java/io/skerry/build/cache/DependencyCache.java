package io.skerry.build.cache;

import io.skerry.build.sandbox.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Dependency folders of earlier builds under {@code <root>/dependencies/<tenant>/<digest>}, at most so many bytes: what was not used for
 * the longest time goes first. A folder appears by one rename, so that a half-written one is never read.
 */
public final class DependencyCache {

    private static final String UNFINISHED = ".";
    private static final String SIZE = ".size";
    private static final String COMPLETE = ".complete";

    private final Path root;
    private final long mostBytes;
    private final Clock clock;
    private final Downloads downloads;

    /**
     * A cache over the data center's cache folder.
     *
     * @param mostBytes of kept dependencies, not of downloads
     */
    public DependencyCache(Path root, long mostBytes, Clock clock, Downloads downloads) {
        this.root = root;
        this.downloads = downloads;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** Where the tools of a tenant's builds keep what they downloaded. */
    public Path downloads(String tenant, String tool) throws IOException {
        return downloads.of(tenant, tool);
    }

    /** Whether a build of the same key ended well, so that all it downloaded is still there. */
    public boolean downloaded(CacheKey key, String tool) throws IOException {
        return Files.exists(downloads(key.tenant(), tool).resolve(COMPLETE).resolve(key.digest()));
    }

    /** Notes that everything of this key is downloaded. */
    public void noteDownloaded(CacheKey key, String tool) throws IOException {
        var notes = Files.createDirectories(downloads(key.tenant(), tool).resolve(COMPLETE));
        Files.writeString(notes.resolve(key.digest()), "");
    }

    /** Copies the kept folder to {@code target}; false, and nothing there, if it is not kept. */
    public synchronized boolean restore(CacheKey key, Path target) throws IOException {
        var kept = folder(key);
        if (!Files.isDirectory(kept)) {
            return false;
        }
        Files.setLastModifiedTime(sizeFile(kept), FileTime.from(clock.instant()));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Folders.copy(kept, target);
        return true;
    }

    /** Keeps a copy of the folder, if it is not kept yet and fits. */
    public synchronized void save(CacheKey key, Path folder) throws IOException {
        var kept = folder(key);
        if (Files.isDirectory(kept) || !Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(kept.getParent()));
        var unfinished = kept.resolveSibling(UNFINISHED + UUID.randomUUID());
        try {
            var bytes = Folders.copy(folder, unfinished);
            Files.writeString(sizeFile(kept), Long.toString(bytes));
            Files.setLastModifiedTime(sizeFile(kept), FileTime.from(clock.instant()));
            Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(unfinished);
        }
        evict();
    }

    /** Makes room. What goes is out of sight before the first of its files is: half a folder must never be found. */
    private void evict() throws IOException {
        clearUnfinished();
        var all = entries();
        var total = all.stream().mapToLong(Kept::bytes).sum();
        for (var entry : all) {
            if (total <= mostBytes) {
                return;
            }
            var leaving = entry.folder().resolveSibling(UNFINISHED + UUID.randomUUID());
            Files.move(entry.folder(), leaving, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(sizeFile(entry.folder()));
            Folders.delete(leaving);
            total -= entry.bytes();
        }
    }

    /** What a killed builder left of copies that it made or took away. */
    private void clearUnfinished() throws IOException {
        var left = new ArrayList<Path>();
        try (var folders = Files.walk(root.resolve("dependencies"), 2)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(UNFINISHED))
                    .forEach(left::add);
        }
        for (var folder : left) {
            Folders.delete(folder);
        }
    }

    /** Least recently used first. */
    private List<Kept> entries() throws IOException {
        var found = new ArrayList<Kept>();
        try (var files = Files.walk(root.resolve("dependencies"), 2)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var name = file.getFileName().toString();
                if (name.endsWith(SIZE)) {
                    var folder = file.resolveSibling(name.substring(0, name.length() - SIZE.length()));
                    found.add(
                            new Kept(folder, Long.parseLong(Files.readString(file)), Files.getLastModifiedTime(file)));
                }
            }
        }
        found.sort(Comparator.comparing(Kept::used));
        return found;
    }

    private Path folder(CacheKey key) {
        return root.resolve("dependencies").resolve(key.tenant()).resolve(key.digest());
    }

    private static Path sizeFile(Path kept) {
        return kept.resolveSibling(kept.getFileName() + SIZE);
    }

    private record Kept(Path folder, long bytes, FileTime used) {}
}
