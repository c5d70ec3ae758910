package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Folders;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.application.Source;
import io.skerry.model.build.BuildResult.ResolvedSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/**
 * Fetches one commit of a repository, and only that one where the server can do so. No hooks, filters or submodules run, no settings of the
 * user or machine are read.
 */
public final class GitFetcher {

    private static final int IDLE_SECONDS = 60;
    private static final String HERE = "refs/remotes/origin/built";
    private static final String ADVICE = "check the address and that the builder reaches it";

    private final boolean localAllowed;

    /**
     * A fetcher.
     *
     * @param localAllowed whether folders of this machine may be named, by path or {@code file:}
     */
    public GitFetcher(boolean localAllowed) {
        this.localAllowed = localAllowed;
        QuietSystemReader.install();
    }

    boolean localAllowed() {
        return localAllowed;
    }

    /** Leaves the commit's files in the folder, without the repository. */
    ResolvedSource fetch(Source.Git source, GitConnections connections, Path into, StopSign stop)
            throws BuildFailure, IOException {
        if (source.credentials() != null) {
            throw BuildFailure.notAvailableYet(
                    "source.git.credentials", "use a public repository, or upload the source");
        }
        var url = GitUrl.check(source.url(), localAllowed);
        try (var git =
                Git.init().setDirectory(into.toFile()).setInitialBranch("build").call()) {
            var ref = RemoteRef.find(source.ref(), list(git, url, connections));
            fetch(git, url, ref, connections, stop);
            var resolved = checkOut(git, ref);
            Folders.delete(into.resolve(".git"));
            return resolved;
        } catch (GitAPIException e) {
            stop.check();
            throw BuildFailure.unreachable("the repository " + url + " cannot be fetched: " + reason(e), ADVICE, e);
        }
    }

    private static Collection<Ref> list(Git git, String url, GitConnections connections) throws GitAPIException {
        return git.lsRemote()
                .setRemote(url)
                .setTimeout(IDLE_SECONDS)
                .setTransportConfigCallback(transport -> configure(transport, connections))
                .call();
    }

    private static void fetch(Git git, String url, RemoteRef ref, GitConnections connections, StopSign stop)
            throws GitAPIException, BuildFailure {
        var name = ref.name() != null ? ref.name() : ref.wholeCommit() ? ref.commit() : null;
        if (name != null) {
            try {
                fetch(git, url, 1, connections, stop, "+" + name + ":" + HERE);
                return;
            } catch (TransportException e) {
                // not every server gives a part of the history, or a commit by its id
                stop.check();
            }
        }
        fetch(git, url, 0, connections, stop, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*");
    }

    private static void fetch(
            Git git, String url, int depth, GitConnections connections, StopSign stop, String... specs)
            throws GitAPIException {
        var command = git.fetch()
                .setRemote(url)
                .setRefSpecs(specs)
                .setTagOpt(TagOpt.NO_TAGS)
                .setTimeout(IDLE_SECONDS)
                .setProgressMonitor(new StoppableMonitor(stop))
                .setTransportConfigCallback(transport -> configure(transport, connections));
        if (depth > 0) {
            command.setDepth(depth);
        }
        command.call();
    }

    private static void configure(Transport transport, GitConnections connections) {
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(connections);
        }
    }

    private static ResolvedSource checkOut(Git git, RemoteRef ref) throws GitAPIException, IOException, BuildFailure {
        var repository = git.getRepository();
        var commit = resolve(repository, ref);
        git.checkout().setName(commit).setForced(true).call();
        try (var walk = new RevWalk(repository)) {
            var found = walk.parseCommit(repository.resolve(commit));
            var author = found.getAuthorIdent();
            return new ResolvedSource(
                    commit,
                    author.getName() + " <" + author.getEmailAddress() + ">",
                    found.getShortMessage(),
                    ref.tag());
        }
    }

    private static String resolve(Repository repository, RemoteRef ref) throws IOException, BuildFailure {
        try {
            var id = repository.resolve(ref.commit() + "^{commit}");
            if (id != null) {
                return id.name();
            }
        } catch (MissingObjectException e) {
            // a whole id is taken at its word until it is looked up
        }
        throw RemoteRef.missing("the repository has no branch, tag or commit '" + ref.commit() + "'");
    }

    private static String reason(Throwable error) {
        var cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
