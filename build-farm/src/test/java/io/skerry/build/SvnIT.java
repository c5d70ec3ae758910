package io.skerry.build;

import static io.skerry.build.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.application.Source;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import io.skerry.store.EdgeStore;
import io.skerry.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources from a real svnserve that lets in nobody without a password. */
class SvnIT {

    private static final String PASSWORD = "s3cret-of-ada-9";
    private static final String NETRC = "machine 127.0.0.1 login ada password " + PASSWORD + "\n";

    @TempDir
    private Path folder;

    private Process server;
    private String url;
    private EdgeStore store;
    private BuilderAtWork builder;

    @BeforeEach
    void start() throws Exception {
        var repository = folder.resolve("repository");
        run("svnadmin", "create", repository.toString());
        commit("first", "web: echo first");
        commit("second, with <signs> & more", "web: echo second");
        var conf = repository.resolve("conf");
        Files.writeString(
                conf.resolve("svnserve.conf"),
                "[general]\nanon-access = none\nauth-access = read\npassword-db = passwd\n");
        Files.writeString(conf.resolve("passwd"), "[users]\nada = " + PASSWORD + "\n");
        serve(freePort());
        store = EmbeddedStore.open(folder.resolve("store"));
        builder = new BuilderAtWork(folder, store);
        builder.tools = _ -> new ToolConfiguration(Map.of(".netrc", NETRC), Map.of(), null);
        builder.begin();
    }

    @AfterEach
    void stop() throws Exception {
        builder.close();
        store.close();
        server.destroy();
        server.waitFor();
    }

    @Test
    void buildsTheNewestRevisionOrTheOneThatIsAskedFor() throws Exception {
        var newest = builder.build(svn(url + "/trunk", null, "shop web"));

        assertThat(newest.cause()).isNull();
        var result = BuilderAtWork.result(newest);
        assertThat(result.state()).isEqualTo(State.SUCCEEDED);
        assertThat(result.detection().processes()).containsEntry("web", "echo second");
        assertThat(result.source().commit()).isEqualTo("r2");
        assertThat(result.source().message()).isEqualTo("second, with <signs> & more");

        var first = BuilderAtWork.result(builder.build(svn(url + "/trunk/", "r1", "shop web")));

        assertThat(first.detection().processes()).containsEntry("web", "echo first");
        assertThat(first.source().commit()).isEqualTo("r1");
        assertThat(first.source().message()).isEqualTo("first");
    }

    @Test
    void saysWhatIsWrongAndNeverThePassword() throws Exception {
        assertThat(cause(svn(url + "/nowhere", null, null)))
                .contains("the repository " + url + "/nowhere cannot be fetched")
                .contains("non-existent in revision 2");
        assertThat(cause(svn(url + "/trunk", "77", null))).contains("No such revision 77");
        assertThat(cause(svn(url + "/trunk", "--password", null))).contains("is no revision");
        assertThat(cause(svn(url + "/trunk/shop%20web/Procfile", null, null))).contains("is a file");
        assertThat(cause(svn("svn+ssh://host/repository", null, null))).contains("by ssh is not available yet");
        assertThat(cause(svn("svn://ada:secret@host/repository", null, null))).contains("a user or password");

        builder.tools = _ -> new ToolConfiguration(Map.of(), Map.of(), null);
        assertThat(cause(svn(url + "/trunk", null, null))).contains("cannot be fetched");

        builder.tools = _ -> new ToolConfiguration(
                Map.of(".netrc", "default login ada password " + PASSWORD), Map.of("PATH_OF_NOTHING", "x"), null);
        assertThat(cause(svn(url + "/trunk", null, null))).contains("cannot be fetched");
    }

    /** The negative control of the password's way: whoever knows it and says it wrong is not let in either. */
    @Test
    void aWrongPasswordIsRefused() throws Exception {
        builder.tools = _ -> new ToolConfiguration(
                Map.of(".netrc", "machine 127.0.0.1 login ada password wrong-" + PASSWORD), Map.of(), null);

        var answer = builder.build(svn(url + "/trunk", null, null));

        assertThat(answer.cause().code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        assertThat(answer.cause().message()).contains("svn://127.0.0.1").doesNotContain(PASSWORD);
        assertThat(builder.output(BuilderAtWork.result(answer).id())).doesNotContain(PASSWORD);
    }

    private String cause(Source source) throws Exception {
        CommandResult answer = builder.build(source);
        BuildResult result = BuilderAtWork.result(answer);
        assertThat(result.state()).isEqualTo(State.FAILED);
        assertThat(builder.output(result.id())).doesNotContain(PASSWORD);
        return answer.cause().message();
    }

    private static Source svn(String url, @Nullable String revision, @Nullable String path) {
        return new Source(null, new Source.Svn(url, revision, path, null), null, null, null);
    }

    private void commit(String message, String procfile) throws Exception {
        var trunk = "file://" + folder.resolve("repository") + "/trunk";
        var work = folder.resolve("work");
        if (!Files.exists(work)) {
            var first = Files.createDirectories(folder.resolve("first/shop web"));
            Files.writeString(first.resolve("Procfile"), procfile + "\n");
            run("svn", "import", "-q", "-m", message, folder.resolve("first").toString(), trunk);
            run("svn", "checkout", "-q", trunk, work.toString());
            return;
        }
        Files.writeString(work.resolve("shop web/Procfile"), procfile + "\n");
        run("svn", "commit", "-q", "-m", message, work.toString());
    }

    private void serve(int port) throws Exception {
        server = new ProcessBuilder(
                        "svnserve",
                        "--daemon",
                        "--foreground",
                        "--listen-host=127.0.0.1",
                        "--listen-port=" + port,
                        "--root=" + folder.resolve("repository"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("svnserve.log").toFile())
                .start();
        eventually("svnserve listens", () -> listens(port));
        url = "svn://127.0.0.1:" + port;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
