package io.skerry.build.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.application.Source;
import io.skerry.model.build.BuildResult.ResolvedSource;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitFetcherTests {

    @TempDir
    private Path folder;

    private final GitFetcher fetcher = new GitFetcher(true);
    private String first;
    private String second;
    private String onBranch;

    @BeforeEach
    void makeRepository() throws Exception {
        try (var git = Git.init()
                .setDirectory(folder.resolve("origin").toFile())
                .setInitialBranch("main")
                .call()) {
            first = commit(git, "one", "first commit");
            git.tag().setName("v1.0").setAnnotated(true).setMessage("the first").call();
            git.checkout().setCreateBranch(true).setName("feature").call();
            onBranch = commit(git, "feature", "on the branch");
            git.checkout().setName("main").call();
            second = commit(git, "two", "second commit\n\nwith more words");
        }
    }

    @Test
    void takesTheDefaultBranchWhenNothingIsNamed() throws Exception {
        assertThat(fetch(null)).isEqualTo(new ResolvedSource(second, "Ada <ada@example.org>", "second commit", null));
        assertThat(folder.resolve("into/file")).hasContent("two");
        assertThat(folder.resolve("into/.git")).doesNotExist();
    }

    @Test
    void takesABranchATagAndACommit() throws Exception {
        assertThat(fetch("feature").commit()).isEqualTo(onBranch);
        assertThat(fetch("v1.0")).isEqualTo(new ResolvedSource(first, "Ada <ada@example.org>", "first commit", "v1.0"));
        assertThat(fetch(second).commit()).isEqualTo(second);
        assertThat(fetch(first).tag()).isEqualTo("v1.0");
        assertThat(fetch(first.substring(0, 8)).commit()).isEqualTo(first);
        assertThat(fetch("refs/heads/feature").commit()).isEqualTo(onBranch);
    }

    @Test
    void takesACommitThatIsNoTip() throws Exception {
        try (var git = Git.open(folder.resolve("origin").toFile())) {
            commit(git, "three", "third");
        }

        assertThat(fetch(second).commit()).isEqualTo(second);
        assertThat(folder.resolve("into/file")).hasContent("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "v2.0", "0123456789abcdef0123456789abcdef01234567", "1234567"})
    void saysThatThereIsNoSuchBranchTagOrCommit(String ref) {
        assertThatThrownBy(() -> fetch(ref))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("no branch, tag or commit '" + ref);
    }

    @Test
    void saysThatARepositoryCannotBeReached() {
        var source = new Source.Git(folder.resolve("nowhere").toString(), null, null, null);

        assertThatThrownBy(() -> fetcher.fetch(
                        source,
                        new GitConnections(Map.of()),
                        Files.createDirectory(folder.resolve("into")),
                        new StopSign()))
                .isInstanceOfSatisfying(
                        BuildFailure.class,
                        failure -> assertThat(failure.why().code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "https://joe:secret@git.example/a.git, a user or password",
        "https://joe@git.example/a.git, a user or password",
        "ssh://git@git.example/a.git, by ssh",
        "git@git.example:a.git, by ssh",
        "ftp://git.example/a.git, no way to fetch",
    })
    void refusesAddressesByNameAndNeverRepeatsASecret(String url, String words) {
        assertThatThrownBy(() -> GitUrl.check(url, true))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesFoldersOfTheMachineWhereTheyAreNotAllowed() {
        assertThatThrownBy(() -> GitUrl.check("file:///etc", false)).hasMessageContaining("not open to builds");
        assertThatThrownBy(() -> GitUrl.check("/etc", false)).hasMessageContaining("not open to builds");
    }

    @Test
    void refusesARepositoryWhoseLinkLeavesIt() throws Exception {
        try (var git = Git.open(folder.resolve("origin").toFile())) {
            Files.createSymbolicLink(folder.resolve("origin/out"), Path.of("../../outside"));
            commit(git, "three", "a link");
        }
        fetch("main");

        assertThatThrownBy(() -> FolderCheck.check(folder.resolve("into"), UnpackLimits.STANDARD))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("'out'");
    }

    @Test
    void goesThroughTheProxyOfTheSettingsButNotToWhatIsNear() throws Exception {
        var connections = new GitConnections(
                Map.of("HTTPS_PROXY", "http://proxy.example:3128", "no_proxy", "localhost,.inner.example"));

        assertThat(connections
                        .proxy(URI.create("https://git.example/x").toURL())
                        .address())
                .hasToString("proxy.example/<unresolved>:3128");
        assertThat(connections.proxy(URI.create("https://git.inner.example/x").toURL()))
                .isEqualTo(Proxy.NO_PROXY);
        assertThat(connections.proxy(URI.create("http://git.example/x").toURL()))
                .isEqualTo(Proxy.NO_PROXY);
    }

    private ResolvedSource fetch(String ref) throws Exception {
        var into = folder.resolve("into");
        io.skerry.build.sandbox.Folders.delete(into);
        Files.createDirectory(into);
        return fetcher.fetch(
                new Source.Git(folder.resolve("origin").toUri().toString(), ref, null, null),
                new GitConnections(Map.of()),
                into,
                new StopSign());
    }

    private String commit(Git git, String text, String message) throws Exception {
        write(text);
        git.add().addFilepattern(".").call();
        var ada = new PersonIdent("Ada", "ada@example.org");
        return git.commit()
                .setAuthor(ada)
                .setCommitter(ada)
                .setMessage(message)
                .call()
                .name();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("origin/file"), text);
    }
}
