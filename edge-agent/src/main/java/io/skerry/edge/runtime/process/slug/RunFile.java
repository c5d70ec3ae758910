package io.skerry.edge.runtime.process.slug;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a slug says about how it wants to be run: {@code .skerry/run.json} in it, which may be absent.
 *
 * @param env variables; <code>{slug}</code> in a value stands for the slug's folder
 * @param path folders of the slug that come first in {@code PATH}
 * @param processes process type → shell line
 */
public record RunFile(
        @Nullable Map<String, String> env,
        @Nullable List<String> path,
        @Nullable Map<String, String> processes) {

    /** A slug that says nothing. */
    public static final RunFile NONE = new RunFile(null, null, null);

    private static final long LARGEST = 256 * 1024;

    /** Reads it; empty if the slug has none. */
    public static RunFile of(Path slug) throws IOException, LaunchRefused {
        var file = slug.resolve(".skerry").resolve("run.json");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new StoreException("more than " + LARGEST + " bytes");
            }
            return Values.read(Files.readAllBytes(file), RunFile.class);
        } catch (StoreException e) {
            throw LaunchRefused.unfit(
                    "The slug's .skerry/run.json cannot be read: " + e.getMessage() + ".",
                    "Build the component again; if that does not help, this data center's agent is older than the build.");
        }
    }

    /** The variables, none if none are said. */
    public Map<String, String> environment() {
        return env == null ? Map.of() : env;
    }

    /** The folders, none if none are said. */
    public List<String> pathEntries() {
        return path == null ? List.of() : path;
    }

    /** The process types, none if none are said. */
    public Map<String, String> processTypes() {
        return processes == null ? Map.of() : processes;
    }
}
