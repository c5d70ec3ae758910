package io.skerry.build.cache;

import io.skerry.build.sandbox.Folders;
import io.skerry.machine.disk.FolderSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the tools of a tenant's builds downloaded, under {@code <root>/<tenant>/<tool>}, at most so many bytes: what was not used for the
 * longest time goes first, as a whole, since no tool says which of its files belong together. Nothing goes that a build may be reading.
 */
public final class Downloads {

    private static final String LEAVING = ".leaving-";
    private static final String USED = ".used-";

    private final Path root;
    private final long mostBytes;
    private final Clock clock;
    private final Map<String, Integer> users = new HashMap<>();

    public Downloads(Path root, long mostBytes, Clock clock) {
        this.root = root;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** A build of the tenant begins; until this is closed nothing of the tenant's is taken away. */
    public Use use(String tenant) {
        synchronized (users) {
            users.merge(tenant, 1, Integer::sum);
        }
        return () -> {
            synchronized (users) {
                users.computeIfPresent(tenant, (any, count) -> count == 1 ? null : count - 1);
            }
        };
    }

    /** Where a tenant's are. */
    public Path of(String tenant) {
        return root.resolve(tenant);
    }

    /** The folder of a tool, which is used now. */
    Path of(String tenant, String tool) throws IOException {
        var folder = Files.createDirectories(of(tenant).resolve(tool));
        var used = of(tenant).resolve(USED + tool);
        if (!Files.exists(used)) {
            Files.writeString(used, "");
        }
        Files.setLastModifiedTime(used, FileTime.from(clock.instant()));
        return folder;
    }

    /** Makes room if there is more than there may be; returns how many bytes went. */
    public long trim() throws IOException {
        var all = kept();
        var total = all.stream().mapToLong(Kept::bytes).sum();
        var gone = 0L;
        for (var one : all) {
            if (total - gone <= mostBytes) {
                break;
            }
            if (leave(one)) {
                gone += one.bytes();
            }
        }
        clearLeaving();
        return gone;
    }

    /** Out of sight at once, so that a build that begins now begins with nothing rather than with half. */
    private boolean leave(Kept one) throws IOException {
        synchronized (users) {
            if (users.containsKey(one.tenant())) {
                return false;
            }
            var leaving = one.folder().resolveSibling(LEAVING + UUID.randomUUID());
            Files.move(one.folder(), leaving, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    /** Also what a killed builder had not deleted yet. */
    private void clearLeaving() throws IOException {
        for (var tenant : children(root)) {
            for (var folder : children(tenant)) {
                if (name(folder).startsWith(LEAVING)) {
                    Folders.delete(folder);
                }
            }
        }
    }

    /** Least recently used first. */
    private List<Kept> kept() throws IOException {
        var found = new ArrayList<Kept>();
        for (var tenant : children(root)) {
            for (var folder : children(tenant)) {
                if (!name(folder).startsWith(".")) {
                    found.add(
                            new Kept(name(tenant), folder, FolderSize.of(folder).bytes(), used(tenant, name(folder))));
                }
            }
        }
        found.sort(Comparator.comparing(Kept::used));
        return found;
    }

    private static Instant used(Path tenant, String tool) throws IOException {
        var marker = tenant.resolve(USED + tool);
        return Files.exists(marker) ? Files.getLastModifiedTime(marker).toInstant() : Instant.EPOCH;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private record Kept(String tenant, Path folder, long bytes, Instant used) {}

    /** A build that reads what its tenant has. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }
}
