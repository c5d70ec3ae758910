package io.skerry.cli.source;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the user pointed at. */
public sealed interface GivenSource {

    Pattern GIT = Pattern.compile("(https?|ssh|git|file)://.+|[\\w.-]+@[\\w.-]+:.+");

    /** A repository that the builder fetches itself. */
    record Git(String url, @Nullable String ref) implements GivenSource {}

    /** A folder that is packed here. */
    record Folder(Path path) implements GivenSource {}

    /** An archive that is sent as it is. */
    record Archive(Path path) implements GivenSource {}

    /**
     * Tells them apart: what looks like an address is a repository, with {@code #branch} behind it if another than the
     * default one is meant; the rest must exist here.
     */
    static GivenSource of(String text) {
        if (GIT.matcher(text).matches()) {
            var hash = text.lastIndexOf('#');
            return hash < 0 ? new Git(text, null) : new Git(text.substring(0, hash), text.substring(hash + 1));
        }
        var path = Path.of(text).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        if (Files.isRegularFile(path)) {
            return new Archive(path);
        }
        throw new CliFault(
                ExitCode.NOT_FOUND,
                "there is no " + path,
                "Name a folder, an archive (tar, tar.gz, zip), or the address of a git repository.");
    }
}
