package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.application.Source;
import io.skerry.model.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Which Subversion repositories a builder fetches from. */
final class SvnUrl {

    private static final Set<String> REMOTE = Set.of("http", "https", "svn");

    private SvnUrl() {}

    /** The address of the folder to build. */
    static String of(Source.Svn source, boolean localAllowed) throws BuildFailure {
        var url = parse(source.url());
        var scheme = String.valueOf(url.getScheme());
        if (scheme.endsWith("ssh")) {
            throw BuildFailure.notAvailableYet("source.svn.url by ssh", "use the repository's https or svn address");
        }
        if (url.getUserInfo() != null) {
            throw refused("a user or password in the address is refused, since addresses are shown and logged");
        }
        if (scheme.equals("file") && !localAllowed) {
            throw refused("folders of the builder's machine are not open to builds");
        }
        if (!scheme.equals("file") && (!REMOTE.contains(scheme) || url.getHost() == null)) {
            throw refused("'" + EntryName.shown(source.url()) + "' is no way to fetch a repository");
        }
        // a revision behind the address would be one of our own words
        if (source.url().contains("@")) {
            throw refused("an @ in the address is refused");
        }
        var top = source.url().replaceAll("/+$", "");
        var path = source.path();
        return path == null || path.isBlank() || path.equals(".") ? top : top + "/" + encoded(path);
    }

    private static String encoded(String path) throws BuildFailure {
        try {
            var checked = EntryName.check(path);
            return new URI(null, null, "/" + checked, null)
                    .getRawPath()
                    .substring(1)
                    .replace("@", "%40");
        } catch (URISyntaxException e) {
            throw refused("the path '" + EntryName.shown(path) + "' is no path");
        }
    }

    private static URI parse(String url) throws BuildFailure {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refused("this is no address of a repository");
        }
    }

    private static BuildFailure refused(String message) {
        return BuildFailure.of(
                ErrorCode.INVALID_FIELD,
                "source.svn.url: " + message,
                "use an https, http or svn address without a user");
    }
}
