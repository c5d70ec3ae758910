package io.skerry.cli.local.program;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM does about its start-up cache: use the one that is there, learn one in this run, or neither.
 *
 * @param learns the file the JVM writes as it ends, absent unless it learns
 */
public record StartCache(List<String> flags, @Nullable Path learns) {

    /** Says {@code off} where no start-up cache is to be used or written. */
    public static final String SWITCH = "SKERRY_START_CACHE";

    /** No start-up cache. */
    public static final StartCache NONE = new StartCache(List.of(), null);

    private static final String DRAFT = ".learned";
    private static final String QUIET = "-Xlog:aot*=error,cds*=error";

    /** A learned cache becomes the program's, now that the JVM that wrote it ended by itself. */
    public static void keep(Path learned) {
        try {
            if (Files.exists(learned) && Files.size(learned) > 0) {
                var name = learned.getFileName().toString();
                Files.move(
                        learned,
                        learned.resolveSibling(name.substring(0, name.indexOf(DRAFT))),
                        StandardCopyOption.ATOMIC_MOVE);
                dropDrafts(learned);
            }
        } catch (IOException e) {
            throw CliFault.failed("cannot keep the start-up cache " + learned + ": " + e.getMessage(), null);
        }
    }

    /** What processes that were killed while they learned have left. */
    private static void dropDrafts(Path learned) throws IOException {
        var folder = learned.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (var drafts = Files.newDirectoryStream(folder, "*" + DRAFT + "*")) {
            for (var draft : drafts) {
                Files.delete(draft);
            }
        }
    }

    /** Decides for the processes of one {@code up}: of each program at most one learns, the others would write the same. */
    public static final class Choice {

        private final boolean off;
        private final Set<Path> learning = new HashSet<>();

        /** The choice of somebody with that environment. */
        public Choice(Map<String, String> environment) {
            this.off = "off".equals(environment.get(SWITCH));
        }

        /** What the next process of that program does. */
        public synchronized StartCache of(Shelved shelved) {
            if (off) {
                return NONE;
            }
            var cache = shelved.startCache();
            if (Files.exists(cache)) {
                return new StartCache(List.of("-XX:AOTCache=" + cache, QUIET), null);
            }
            if (!learning.add(cache)) {
                return NONE;
            }
            var draft = cache.resolveSibling(
                    cache.getFileName() + DRAFT + "-" + ProcessHandle.current().pid());
            return new StartCache(List.of("-XX:AOTCacheOutput=" + draft, QUIET), draft);
        }
    }
}
