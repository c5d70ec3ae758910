package io.skerry.cli.local.process;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What whoever supervises knows of a process besides that it runs, kept in {@code run/<name>.watch} so that the next one knows it too.
 *
 * @param restarts how often it was started again since it was brought up
 * @param ends how often it ended since it last was stable
 * @param lastExit how it ended the last time, {@code ""} if it never did
 * @param endedAt when it ended the last time
 * @param nextStart when it is started again; absent unless that is waited for
 */
public record WatchState(
        int restarts,
        int ends,
        String lastExit,
        @Nullable Instant endedAt,
        @Nullable Instant nextStart) {

    /** A process that never ended. */
    public static final WatchState FIRST = new WatchState(0, 0, "", null, null);

    /** From so many ends in a row on it is said to end again and again. */
    private static final int LOOP = 3;

    /** Whether it ends again and again. */
    public boolean isCrashLoop() {
        return ends >= LOOP;
    }

    WatchState ended(int endsNow, String exit, Instant at, Instant next) {
        return new WatchState(restarts, endsNow, exit, at, next);
    }

    WatchState started() {
        return new WatchState(restarts + 1, ends, lastExit, endedAt, null);
    }

    WatchState stable() {
        return new WatchState(restarts, 0, lastExit, endedAt, null);
    }

    /** What is kept in that file; nothing yet where there is none. */
    static WatchState read(Path file) {
        try {
            if (!Files.exists(file)) {
                return FIRST;
            }
            var tree = Json.read(Files.readAllBytes(file));
            return new WatchState(
                    tree.path("restarts").asInt(0),
                    tree.path("ends").asInt(0),
                    Json.text(tree, "lastExit"),
                    Age.parse(Json.text(tree, "endedAt")),
                    Age.parse(Json.text(tree, "nextStart")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) {
        var tree = Json.object();
        tree.put("restarts", restarts);
        tree.put("ends", ends);
        tree.put("lastExit", lastExit);
        if (endedAt != null) {
            tree.put("endedAt", endedAt.toString());
        }
        if (nextStart != null) {
            tree.put("nextStart", nextStart.toString());
        }
        try {
            PrivateFiles.write(file, Json.pretty(tree) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
