package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Folders;
import io.skerry.build.sandbox.Sandbox.Step;
import io.skerry.model.application.Source;
import io.skerry.model.build.BuildResult.ResolvedSource;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one revision of a folder in a Subversion repository by the {@code svn} of the machine, without externals, which may lead anywhere.
 * Who it is for the server stands in the build's {@code .netrc}, by host, so that no other server ever hears it.
 */
final class SvnFetcher {

    private static final Pattern REVISION = Pattern.compile("r?(\\d{1,10})|HEAD");
    private static final Pattern ERROR = Pattern.compile("svn: (?:warning: )?(?:[EW]\\d+: )?(.*)");
    private static final String REDIRECT = "i=$1 o=$2 e=$3; shift 3; exec \"$@\" <\"$i\" >\"$o\" 2>\"$e\"";
    private static final int NO_PROGRAM = 127;

    private final FetchTools tools;
    private final boolean localAllowed;

    SvnFetcher(FetchTools tools, boolean localAllowed) {
        this.tools = tools;
        this.localAllowed = localAllowed;
    }

    /** Leaves the revision's files in the folder. */
    ResolvedSource fetch(Source.Svn source, Path into) throws BuildFailure, IOException, InterruptedException {
        if (source.credentials() != null) {
            throw BuildFailure.notAvailableYet(
                    "source.svn.credentials",
                    "give them for the server's host in the .netrc of the setting build-tools: skerry setting set --netrc FILE");
        }
        var url = SvnUrl.of(source, localAllowed);
        var asked = revision(source.revision());
        requireProgram();
        var info = SvnEntry.of(svn("Asking for the revision", url, "info", "--xml", "-r", asked, url + "@" + asked));
        var at = info.revision();
        var log = SvnEntry.of(svn(
                "Asking for its last change", url, "log", "--xml", "-r", info.committed(), "-l", "1", url + "@" + at));
        Folders.delete(into);
        svn(
                "Fetching revision " + at,
                url,
                "export",
                "-q",
                "--ignore-externals",
                "-r",
                at,
                url + "@" + at,
                into.toString());
        if (!Files.isDirectory(into)) {
            throw BuildFailure.of(
                    ErrorCode.INVALID_FIELD, "source.svn: " + url + " is a file", "name the folder to build");
        }
        return new ResolvedSource("r" + info.committed(), log.author(), log.message(), null);
    }

    private static String revision(@Nullable String asked) throws BuildFailure {
        var match = REVISION.matcher(asked == null || asked.isBlank() ? "HEAD" : asked.strip());
        if (!match.matches()) {
            throw BuildFailure.of(
                    ErrorCode.INVALID_FIELD,
                    "source.svn.revision: '" + EntryName.shown(String.valueOf(asked)) + "' is no revision",
                    "write its number, or leave it away for the newest");
        }
        return match.group(1) == null ? "HEAD" : match.group(1);
    }

    private void requireProgram() throws BuildFailure, IOException, InterruptedException {
        var command = List.of("sh", "-c", "command -v svn >/dev/null || exit " + NO_PROGRAM);
        if (tools.sandbox().tryRun(step("Looking for svn", command)) == NO_PROGRAM) {
            throw BuildFailure.of(
                    ErrorCode.TOOL_CHAIN_MISSING,
                    "there is no svn on the builder's machine, which fetches sources from Subversion",
                    "install it there (package subversion), use a git repository, or upload the source");
        }
    }

    /** What it wrote. The password comes by a pipe: neither the arguments nor the environment of a process show it. */
    private String svn(String title, String url, String... words)
            throws BuildFailure, IOException, InterruptedException {
        var out = tools.scratch().resolve("svn-output");
        var err = tools.scratch().resolve("svn-errors");
        var in = tools.scratch().resolve("svn-input");
        var command = new ArrayList<>(
                List.of("sh", "-c", REDIRECT, "sh", in.toString(), out.toString(), err.toString(), "svn"));
        command.addAll(List.of(words));
        command.addAll(List.of("--non-interactive", "--no-auth-cache"));
        command.addAll(options(url));
        var login = Netrc.of(tools.home()).login(URI.create(url).getHost());
        Files.writeString(in, login.map(Netrc.Login::password).orElse(""));
        Files.setPosixFilePermissions(in, PosixFilePermissions.fromString("rw-------"));
        login.ifPresent(known -> command.addAll(List.of("--username", known.user(), "--password-from-stdin")));
        try {
            if (tools.sandbox().tryRun(step(title, command)) != 0) {
                throw BuildFailure.of(
                        ErrorCode.SOURCE_UNREACHABLE,
                        "the repository " + url + " cannot be fetched: " + reason(Files.readString(err)),
                        "check the address and the revision, and that the builder may read it; "
                                + "a user and password for its host belong into the .netrc of the setting build-tools");
            }
            return Files.readString(out);
        } finally {
            Files.deleteIfExists(in);
        }
    }

    /** Subversion reads neither the proxies nor the authorities that other tools are pointed at. */
    private List<String> options(String url) throws IOException {
        var options = new ArrayList<String>();
        var authorities = tools.sandbox().variable("SSL_CERT_FILE");
        if (authorities != null) {
            options.addAll(List.of("--config-option", "servers:global:ssl-authority-files=" + authorities));
        }
        if (url.startsWith("http")) {
            var proxy = tools.connections().proxy(URI.create(url).toURL());
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
                options.addAll(List.of("--config-option", "servers:global:http-proxy-host=" + address.getHostString()));
                options.addAll(List.of("--config-option", "servers:global:http-proxy-port=" + address.getPort()));
            }
        }
        return options;
    }

    private Step step(String title, List<String> command) {
        return new Step(title, command, tools.scratch(), Map.of());
    }

    private static String reason(String errors) {
        var said = ERROR.matcher(errors);
        return said.find() ? said.group(1) : errors.strip();
    }
}
