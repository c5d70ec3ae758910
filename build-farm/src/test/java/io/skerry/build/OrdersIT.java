package io.skerry.build;

import static io.skerry.build.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.build.source.Archives;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.Source;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of orders: cancelled, out of time, given up, taken again, repeated. */
class OrdersIT {

    @TempDir
    private Path folder;

    private final InMemoryEdgeStore store = new InMemoryEdgeStore();
    private BuilderAtWork builder;

    @AfterEach
    void end() {
        if (builder != null) {
            builder.close();
        }
    }

    @Test
    void tellsHowFarItIsAndEndsWithTheArtifact() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var id = builder.order(builder.upload(OrdersIT::procfile), running("read x < $PIPE", pipe("go")), 300);
        eventually(
                "it runs",
                () -> builder.answer(id) != null
                        && "Building with procfile"
                                .equals(BuilderAtWork.result(builder.answer(id)).step()));
        assertThat(builder.answer(id).terminal()).isFalse();
        assertThat(builder.outputEnded(id)).isFalse();

        Files.writeString(folder.resolve("go"), "\n");

        var result = BuilderAtWork.result(builder.end(id));
        assertThat(result.state()).isEqualTo(State.SUCCEEDED);
        assertThat(result.artifact().processes()).isEqualTo(Map.of("web", "./run"));
        assertThat(result.artifact().size()).isEqualTo(Files.size(builder.slug(result)));
        assertThat(builder.output(id))
                .contains("--> Detecting", "Procfile:1: a Procfile says what runs", "--> Built sha256:");
        eventually("its output has its end", () -> builder.outputEnded(id));
        assertThat(store.list(EdgeKey.ORDERS).entries()).isEmpty();
    }

    @Test
    void givesTheSettingToItsToolsAndKeepsItsSecretsOutOfTheOutput() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        builder.tools = setting -> new ToolConfiguration(
                Map.of(".npmrc", "//registry.example/:_authToken=abcd-1234-efgh\n"),
                Map.of("HTTPS_PROXY", "http://proxy.example:" + setting.version()),
                null);

        var id = builder.order(
                builder.upload(OrdersIT::procfile), running("cat ~/.npmrc; echo by $HTTPS_PROXY", ""), 300);

        assertThat(BuilderAtWork.result(builder.end(id)).state()).isEqualTo(State.SUCCEEDED);
        assertThat(builder.output(id))
                .contains("//registry.example/:_authToken=****", "by http://proxy.example:1")
                .doesNotContain("abcd-1234");
    }

    @Test
    void aBuildWhoseSettingIsRefusedSaysSo() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        builder.tools = _ -> {
            throw new ToolConfigurationFetch.Refused("not for you");
        };

        var answer = builder.build(builder.upload(OrdersIT::procfile));

        assertThat(BuilderAtWork.result(answer).state()).isEqualTo(State.FAILED);
        assertThat(answer.cause().code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(answer.cause().message()).contains("build-tools", "not for you");
    }

    @Test
    void aBuildWaitsForTheHubThatSaysHowItReachesRegistries() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var away = new AtomicBoolean(true);
        builder.tools = _ -> {
            if (away.get()) {
                throw new IOException("the hub cannot be reached");
            }
            return ToolConfiguration.none();
        };
        var id = builder.order(builder.upload(OrdersIT::procfile), null, 300);
        eventually("it waits", () -> builder.output(id).contains("Waiting for the hub"));

        away.set(false);

        assertThat(BuilderAtWork.result(builder.end(id)).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aBuildThatWaitsForTheHubCanBeCancelled() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        builder.tools = _ -> {
            throw new IOException("the hub cannot be reached");
        };
        var id = builder.order(builder.upload(OrdersIT::procfile), null, 300);
        eventually("it waits", () -> builder.output(id).contains("Waiting for the hub"));

        builder.cancel(id);

        assertThat(BuilderAtWork.result(builder.end(id)).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void goesOnAfterABuildThatItCannotStand() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        builder.tools = _ -> {
            throw new StackOverflowError();
        };

        var lost = builder.build(builder.upload(OrdersIT::procfile));
        builder.tools = _ -> ToolConfiguration.none();
        var next = builder.build(builder.upload(OrdersIT::procfile));

        assertThat(BuilderAtWork.result(lost).state()).isEqualTo(State.LOST);
        assertThat(BuilderAtWork.result(next).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void killsTheTreeOfACancelledBuild() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var id = builder.order(
                builder.upload(OrdersIT::procfile), running("setsid sleep 1000 & echo begun; sleep 1000", ""), 300);
        eventually("it runs", () -> builder.output(id).contains("begun"));

        builder.cancel(id);

        var answer = builder.end(id);
        assertThat(BuilderAtWork.result(answer).state()).isEqualTo(State.CANCELLED);
        assertThat(answer.cause().code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(processes(id)).isZero();
        assertThat(store.list(EdgeKey.ORDERS).entries()).isEmpty();
        assertThat(folder.resolve("builds")).isEmptyDirectory();
    }

    @Test
    void cancelsABuildThatStillWaitsAtOnce() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var busy = List.of(block(), block());
        for (var id : busy) {
            eventually("it runs", () -> builder.output(id).contains("begun"));
        }
        var waiting = builder.order(builder.upload(OrdersIT::procfile), null, 300);

        builder.cancel(waiting);

        assertThat(BuilderAtWork.result(builder.end(waiting)).state()).isEqualTo(State.CANCELLED);
        assertThat(builder.output(waiting)).isEmpty();
        busy.forEach(builder::cancel);
    }

    @Test
    void anOrderThatItCannotReadEndsAndHoldsUpNoOther() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        store.txn(Txn.of(Operation.put(EdgeKey.order(BuildOrder.QUEUE, "odd"), "{\"id\": \"odd\"}".getBytes(UTF_8))));

        assertThat(builder.end("odd").cause().code()).isEqualTo(ErrorCode.MALFORMED);

        var next = builder.order(builder.upload(OrdersIT::procfile), null, 300);
        assertThat(BuilderAtWork.result(builder.end(next)).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void endsABuildWhoseTimeIsUp() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var id = builder.order(builder.upload(OrdersIT::procfile), running("setsid sleep 1000 & sleep 1000", ""), 2);

        var answer = builder.end(id);

        assertThat(BuilderAtWork.result(answer).state()).isEqualTo(State.FAILED);
        assertThat(answer.cause().code()).isEqualTo(ErrorCode.BUILD_TIMEOUT);
        assertThat(processes(id)).isZero();
    }

    @Test
    void answersARepeatedOrderWithTheRememberedAnswer() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var first = builder.build(builder.upload(OrdersIT::procfile));
        var entry = store.get(EdgeKey.answer(first.command()));

        var repeated = new BuildOrder(
                first.command(),
                BuilderAtWork.COMPONENT,
                builder.upload(a -> a.file("other", "")),
                null,
                null,
                300,
                null);
        store.put(EdgeKey.order(BuildOrder.QUEUE, first.command()), Values.write(repeated));
        eventually(
                "the order is gone", () -> store.list(EdgeKey.ORDERS).entries().isEmpty());

        assertThat(store.get(EdgeKey.answer(first.command()))).isEqualTo(entry);
    }

    @Test
    void givesABuildBackWhenItClosesAndTakesItAgain() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var id = builder.order(
                builder.upload(OrdersIT::procfile),
                running("[ -e $PIPE ] && exit; touch $PIPE; echo begun; sleep 1000", folder.resolve("flag")),
                300);
        eventually("it runs", () -> builder.output(id).contains("begun"));

        builder.end();
        assertThat(processes(id)).isZero();
        assertThat(builder.answer(id).terminal()).isFalse();
        builder.begin();

        assertThat(BuilderAtWork.result(builder.end(id)).state()).isEqualTo(State.SUCCEEDED);
        assertThat(builder.output(id)).contains("attempt 1", "attempt 2");
    }

    @Test
    void saysThatABuildIsLostWhenItsBuilderWentAwayTwice() throws Exception {
        builder = new BuilderAtWork(folder, store);
        var id = builder.order(builder.upload(OrdersIT::procfile), null, 300);
        store.put(EdgeKey.order(BuildOrder.QUEUE, id) + "/attempts", Values.write(Map.of("count", 2)));
        var home = Files.createDirectories(folder.resolve("builds").resolve(id).resolve("home"));
        Files.writeString(home.resolve(".npmrc"), "//registry/:_authToken=left-by-the-killed-one");

        builder.begin();

        var answer = builder.end(id);
        assertThat(BuilderAtWork.result(answer).state()).isEqualTo(State.LOST);
        assertThat(answer.cause().message()).contains("went away twice");
        assertThat(folder.resolve("builds").resolve(id)).doesNotExist();
    }

    @Test
    void stopsWorkingOnAnOrderThatItLost() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var id = block();
        eventually("it runs", () -> builder.output(id).contains("begun"));

        store.disconnect();
        eventually("its processes are gone", () -> processes(id) == 0);
        store.reconnect();

        eventually("it is taken again", () -> builder.output(id).contains("attempt 2"));
        builder.cancel(id);
        assertThat(BuilderAtWork.result(builder.end(id)).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void refusesByNameWhatIsNotAvailableYet() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var secret = new BuildSpec(null, null, null, null, List.of("keys"), null, null);

        var answer = builder.end(builder.order(builder.upload(OrdersIT::procfile), secret, 300));

        assertThat(answer.cause().code()).isEqualTo(ErrorCode.NOT_AVAILABLE_YET);
        assertThat(answer.cause().message()).contains("build.secrets");
    }

    @Test
    void failsABuildThatNobodyCouldStart() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();

        var answer = builder.build(builder.upload(a -> a.file("Procfile", "worker: ./run\n")));

        assertThat(answer.cause().code()).isEqualTo(ErrorCode.NOT_DETECTED);
        assertThat(answer.cause().message()).contains("'web'");
        assertThat(answer.cause().advice()).contains("[worker]");
    }

    @Test
    void buildsTheNamedSubFolderOnly() throws Exception {
        builder = new BuilderAtWork(folder, store).begin();
        var whole = Archives.gzipped(a -> a.file("README", "x").file("web/Procfile", "web: ./run\n"));
        var source = Source.of(new Source.Upload(builder.artifacts.put(whole), "web"));
        var missing = Source.of(new Source.Upload(builder.artifacts.put(whole), "wbe"));

        assertThat(BuilderAtWork.result(builder.build(source)).state()).isEqualTo(State.SUCCEEDED);
        assertThat(builder.build(missing).cause().advice()).contains("[web]");
    }

    private static void procfile(Archives archive) {
        archive.file("Procfile", "web: ./run\n");
    }

    private String block() throws Exception {
        return builder.order(builder.upload(OrdersIT::procfile), running("echo begun; sleep 1000", ""), 300);
    }

    /** A build command; {@code $PIPE} is the given path. */
    private static BuildSpec running(String script, String path) {
        return new BuildSpec(
                null, null, null, List.of(EnvVar.of("PIPE", path)), null, List.of("/bin/sh", "-c", script), null);
    }

    private BuildSpec running(String script, Path path) {
        return running(script, path.toString());
    }

    private Path pipe(String name) throws Exception {
        var path = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor(10, TimeUnit.SECONDS))
                .isTrue();
        return path;
    }

    private static long processes(String build) throws Exception {
        return KilledBuilderIT.processes(build);
    }
}
