package io.skerry.logs.collect;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folders under {@code output/}, listed again only once they changed: looking at a folder's time costs next to nothing, so no
 * kernel watch is needed that could overflow or run out.
 */
final class OutputTree {

    /** Origin, tenant, application, component. */
    private static final int DEPTH = 4;

    private static final String OUTPUT = ".log";
    private static final String ENDED = ".ended";

    /** The file system's clock stands still for some milliseconds; a folder changed so lately may have changed again unseen. */
    private static final long UNSETTLED_MILLIS = 100;

    private final Path root;
    private final Map<Path, Folder> known = new HashMap<>();

    OutputTree(Path root) {
        this.root = root;
    }

    /** What lies beside an output file once its stream ended. */
    static Path marker(Path output) {
        var name = output.getFileName().toString();
        return output.resolveSibling(name.substring(0, name.length() - OUTPUT.length()) + ENDED);
    }

    /** The components' folders that changed since the last time. */
    List<ComponentFolder> changed() throws IOException {
        var changed = new ArrayList<ComponentFolder>();
        look(root, 0, changed);
        return changed;
    }

    private void look(Path path, int depth, List<ComponentFolder> changed) throws IOException {
        try {
            long modified =
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
            var folder = known.get(path);
            if (folder == null || folder.mayDifferFrom(modified)) {
                boolean settled = System.currentTimeMillis() - modified > UNSETTLED_MILLIS;
                var before = folder == null ? Set.<Path>of() : folder.entries;
                folder = new Folder(modified, settled, list(path));
                known.put(path, folder);
                if (depth == DEPTH) {
                    changed.add(component(path, folder.entries));
                } else {
                    before.stream().filter(not(folder.entries::contains)).forEach(gone -> forget(gone, changed));
                }
            }
            if (depth < DEPTH) {
                for (var child : folder.entries) {
                    look(child, depth + 1, changed);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Gone, or never a folder: there's nothing in it.
            forget(path, changed);
        }
    }

    private void forget(Path path, List<ComponentFolder> changed) {
        var folder = known.remove(path);
        if (folder != null) {
            folder.entries.forEach(child -> forget(child, changed));
            changed.add(component(path, Set.of()));
        }
    }

    private static Set<Path> list(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.collect(Collectors.toUnmodifiableSet());
        }
    }

    private static ComponentFolder component(Path folder, Set<Path> entries) {
        var outputs = new HashSet<Path>();
        var ended = new HashSet<Path>();
        for (var entry : entries) {
            var name = entry.getFileName().toString();
            if (name.endsWith(OUTPUT)) {
                outputs.add(entry);
            } else if (name.endsWith(ENDED)) {
                ended.add(entry.resolveSibling(name.substring(0, name.length() - ENDED.length()) + OUTPUT));
            }
        }
        return new ComponentFolder(folder, outputs, ended);
    }

    private record Folder(long modified, boolean settled, Set<Path> entries) {

        boolean mayDifferFrom(long now) {
            return !settled || modified != now;
        }
    }
}
