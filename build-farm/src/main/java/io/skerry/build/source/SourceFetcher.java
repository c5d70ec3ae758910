package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.application.Source;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.build.BuildResult.ResolvedSource;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a component's source into an empty folder. */
public final class SourceFetcher {

    private static final String PROGRAM = "application.jar";
    private static final String FORMS = "use an upload, or a git or Subversion repository";

    private final ArtifactStore artifacts;
    private final ArtifactFetch fetch;
    private final GitFetcher git;
    private final UnpackLimits limits;

    /** Uploads come from the artifact store, repositories by the git fetcher; both are held to the limits. */
    public SourceFetcher(ArtifactStore artifacts, ArtifactFetch fetch, GitFetcher git, UnpackLimits limits) {
        this.artifacts = artifacts;
        this.fetch = fetch;
        this.git = git;
        this.limits = limits;
    }

    /**
     * Fetches it and returns the folder to build, which is {@code into} or lies in it.
     *
     * @param tools of this build
     * @throws BuildFailure if it cannot be had, is refused, or is of a kind that is not available yet
     */
    public Fetched fetch(Source source, FetchTools tools, Path into, StopSign stop)
            throws BuildFailure, IOException, InterruptedException {
        return switch (source.chosen()) {
            case Source.Upload upload -> upload(upload, into, stop);
            case Source.Git repository -> git(repository, tools.connections(), into, stop);
            case Source.Svn repository -> svn(repository, tools, into);
            case Source.Image _ -> throw BuildFailure.notAvailableYet("a container image as source", FORMS);
            case Source.Market _ ->
                throw BuildFailure.notAvailableYet("building a component of a market release", FORMS);
        };
    }

    private Fetched upload(Source.Upload upload, Path into, StopSign stop) throws BuildFailure, IOException {
        try {
            fetch.fetch(upload.digest());
        } catch (IOException e) {
            throw BuildFailure.unreachable(
                    "the uploaded source " + upload.digest() + " cannot be had",
                    "see that the data center reaches its hub, or upload it again",
                    e);
        }
        var archive = artifacts.file(upload.digest());
        if (JarManifest.of(archive).isPresent()) {
            // a program that runs as it is: unpacked it would be none
            Files.copy(archive, into.resolve(PROGRAM));
            FolderCheck.check(into, limits);
        } else {
            new ArchiveUnpacker(limits).unpack(archive, into, stop);
        }
        return new Fetched(
                subFolder(topFolder(into), upload.path()), new ResolvedSource(null, null, null, null), List.of());
    }

    /** Only the folder itself is fetched: a repository of this kind often holds every branch and tag as a folder. */
    private Fetched svn(Source.Svn repository, FetchTools tools, Path into)
            throws BuildFailure, IOException, InterruptedException {
        var resolved = new SvnFetcher(tools, git.localAllowed()).fetch(repository, into);
        FolderCheck.check(into, limits);
        return new Fetched(into, resolved, List.of());
    }

    private Fetched git(Source.Git repository, GitConnections connections, Path into, StopSign stop)
            throws BuildFailure, IOException {
        var resolved = git.fetch(repository, connections, into, stop);
        FolderCheck.check(into, limits);
        var warnings = Files.exists(into.resolve(".gitmodules"))
                ? List.of("the repository has submodules, which are not fetched")
                : List.<String>of();
        return new Fetched(subFolder(into, repository.path()), resolved, warnings);
    }

    /** Release archives hold one folder, named after the release: that one is meant. */
    private static Path topFolder(Path folder) throws IOException {
        var entries = entries(folder);
        var only = entries.size() == 1 ? entries.getFirst() : folder;
        return Files.isDirectory(only, LinkOption.NOFOLLOW_LINKS) ? only : folder;
    }

    private static Path subFolder(Path root, @Nullable String path) throws BuildFailure, IOException {
        if (path == null || path.isBlank() || path.equals(".")) {
            return root;
        }
        var folder = root.resolve(EntryName.check(path));
        // the real path, since a part of it may be a link
        if (!Files.isDirectory(folder) || !folder.toRealPath().startsWith(root.toRealPath())) {
            var there = entries(root).stream()
                    .filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
            throw BuildFailure.of(
                    ErrorCode.INVALID_FIELD,
                    "source.path: '" + EntryName.shown(path) + "' is no folder of the source",
                    "its folders are " + there);
        }
        var real = folder.toRealPath();
        // links to neighbours of the folder would not be in the slug
        LinkCheck.check(real);
        return real;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
