package io.skerry.edge.runtime.process.volume;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.Volume;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.edge.runtime.process.slug.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Puts a volume where an instance is to find it: a link in its own copy of the source. */
public final class VolumeLinks {

    /** What stands in a folder that a source only keeps. */
    private static final List<String> PLACEHOLDERS = List.of(".gitkeep", ".keep", ".gitignore");

    private VolumeLinks() {}

    /**
     * Makes the link, in a folder that nothing runs in yet.
     *
     * @param source the folder that the path begins in
     * @throws LaunchRefused if something of the source would be hidden by it
     */
    public static void make(Path source, Volume volume, Path data, Owner owner) throws IOException, LaunchRefused {
        var relative =
                Path.of("/").relativize(Path.of("/").resolve(volume.path()).normalize());
        var at = source;
        for (var depth = 0; depth < relative.getNameCount() - 1; depth++) {
            at = at.resolve(relative.getName(depth));
            if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                owner.own(Files.createDirectory(at));
            } else if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                throw hidden(volume, source.relativize(at));
            }
        }
        var link = source.resolve(relative);
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            if (!isPlaceholder(link)) {
                throw hidden(volume, relative);
            }
            Trees.delete(link);
        }
        owner.own(Files.createSymbolicLink(link, data));
    }

    private static boolean isPlaceholder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.allMatch(
                    entry -> PLACEHOLDERS.contains(entry.getFileName().toString()));
        }
    }

    private static LaunchRefused hidden(Volume volume, Path path) {
        return LaunchRefused.unfit(
                "The source has '" + path + "' itself, where the volume '" + volume.name() + "' is to be.",
                "Choose another path for volumes." + volume.name() + ", or take that out of the source.");
    }
}
