package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/** Which addresses of repositories are fetched. */
final class GitUrl {

    private static final Set<String> REMOTE = Set.of("http", "https", "git");

    private GitUrl() {}

    static String check(String url, boolean localAllowed) throws BuildFailure {
        var parsed = parse(url);
        var scheme = parsed.getScheme();
        if (scheme == null ? parsed.getHost() != null : scheme.endsWith("ssh")) {
            throw BuildFailure.notAvailableYet("source.git.url by ssh", "use the repository's https address");
        }
        if (parsed.getUser() != null || parsed.getPass() != null) {
            throw refused("a user or password in the address is refused, since addresses are shown and logged");
        }
        if (scheme == null || scheme.equals("file")) {
            if (!localAllowed) {
                throw refused("folders of the builder's machine are not open to builds");
            }
            return url;
        }
        if (!REMOTE.contains(scheme)) {
            throw refused("'" + EntryName.shown(scheme) + "' is no way to fetch a repository");
        }
        return url;
    }

    private static URIish parse(String url) throws BuildFailure {
        try {
            return new URIish(url);
        } catch (URISyntaxException e) {
            throw refused("this is no address of a repository");
        }
    }

    private static BuildFailure refused(String message) {
        return BuildFailure.of(
                ErrorCode.INVALID_FIELD, "source.git.url: " + message, "use an http or https address without a user");
    }
}
