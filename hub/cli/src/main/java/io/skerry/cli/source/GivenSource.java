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

    /** As Subversion's own tools write them; {@code svn+https://} tells one from a git repository. */
    Pattern SVN = Pattern.compile("svn(?:\\+(https?|file|ssh))?(://[^#]+)(?:#(.*))?");

    /** A repository that the builder fetches itself. */
    record Git(String url, @Nullable String ref) implements GivenSource {}

    /** A Subversion repository that the builder fetches itself. */
    record Svn(String url, @Nullable String revision) implements GivenSource {}

    /** A folder that is packed here. */
    record Folder(Path path) implements GivenSource {}

    /** An archive that is sent as it is. */
    record Archive(Path path) implements GivenSource {}

    /**
     * Tells them apart: what looks like an address is a repository, with {@code #branch} (or {@code #revision}) behind it if
     * another than the usual one is meant; the rest must exist here.
     */
    static GivenSource of(String text) {
        var svn = SVN.matcher(text);
        if (svn.matches()) {
            return new Svn((svn.group(1) == null ? "svn" : svn.group(1)) + svn.group(2), svn.group(3));
        }
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
