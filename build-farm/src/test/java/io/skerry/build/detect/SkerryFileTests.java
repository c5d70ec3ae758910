package io.skerry.build.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.MemoryTree;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.build.Detection.Evidence;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkerryFileTests {

    private static final String FULL = """
            # how the shop runs
            language: node
            versions:
              node: 22.10
            build: make all && make more
            run: node web.js
            processes:
              worker: node work.js
            env:
              LOG_LEVEL: info
            """;

    @Test
    void saysHowASourceIsBuiltAndRun() throws Exception {
        var found = detect(FULL, null, "package.json", "{}", "requirements.txt", "flask");

        assertThat(found.detection().chosen()).isEqualTo("node");
        assertThat(found.asked().version()).isEqualTo("22.10");
        assertThat(found.asked().where()).isEqualTo("skerry.yaml");
        assertThat(found.command()).containsExactly("sh", "-c", "make all && make more");
        assertThat(found.detection().processes()).isEqualTo(Map.of("web", "node web.js", "worker", "node work.js"));
        assertThat(found.env()).isEqualTo(Map.of("LOG_LEVEL", "info"));
        assertThat(found.detection().candidates().getFirst().evidence())
                .contains(new Evidence("skerry.yaml", 6, "the web process is started with Node.js"));
    }

    @Test
    void countsMoreThanAProcfileAndLessThanTheComponent() throws Exception {
        var settings = new BuildSpec("python", Map.of("python", "3.12"), null, null, null, List.of("make"), null);

        var found = detect(
                FULL,
                settings,
                "package.json",
                "{}",
                "requirements.txt",
                "flask",
                "Procfile",
                "web: python a.py\nclock: x");

        assertThat(found.detection().chosen()).isEqualTo("python");
        assertThat(found.command()).containsExactly("make");
        assertThat(found.asked().where()).isEqualTo("the build settings");
        assertThat(found.detection().processes())
                .containsEntry("web", "node web.js")
                .containsEntry("clock", "x");
    }

    @Test
    void takesABuildCommandAsArgumentsToo() throws Exception {
        assertThat(detect("build: [make, 'all of it']\n", null, "index.html", "")
                        .command())
                .containsExactly("make", "all of it");
    }

    @Test
    void isEnoughToRunAnything() throws Exception {
        var found = detect("run: ./serve\n", null, "serve", "");

        assertThat(found.detection().chosen()).isEqualTo("procfile");
        assertThat(found.detection().candidates().getFirst().evidence())
                .containsExactly(new Evidence("skerry.yaml", 1, "it says what runs"));
    }

    @Test
    void refusesAnUnknownFieldAndSuggestsTheNearest() {
        refused("language: go\nbiuld: x\n", ErrorCode.UNKNOWN_FIELD, "line 2: there is no field 'biuld'", "'build'");
        refused("zzz: x\n", ErrorCode.UNKNOWN_FIELD, "line 1: there is no field 'zzz'", "The fields are [language");
    }

    @ParameterizedTest
    @CsvSource({"ports: [8080], 'ports'"})
    void refusesByNameWhatIsNotBuiltYet(String text, String words) {
        refused(text, ErrorCode.NOT_AVAILABLE_YET, words, "leave it out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "env: x|line 1: 'env' is no list of names with values",
                "run: [a]|'run' is no text",
                "build:|'build' is no text",
                "env: {A: {b: c}}|'env.A' is no field with a text",
                "env: {PORT: 1}|the variable 'PORT' is the platform's own",
                "env: {SKERRY_X: 1}|'SKERRY_X' is the platform's own",
                "env: {a-b: 1}|'a-b' is no name of a variable",
                "processes: [x]|'0' is no name",
                "just a text|holds no fields",
                "run: a\\nrun: b|line 2 cannot be read",
                "run: [|cannot be read"
            })
    void namesTheLineOfWhatIsWrong(String text, String words) {
        refused(text.replace("\\n", "\n"), ErrorCode.INVALID_FIELD, words, "");
    }

    @Test
    void saysWhatRunsAtARelease() throws Exception {
        var found = detect("run: sh serve\nrelease: sh migrate\n", null);

        assertThat(found.detection().processes())
                .containsEntry("web", "sh serve")
                .containsEntry("release", "sh migrate");
        assertThat(found.warnings()).isEmpty();
        refused(
                "release: a\nprocesses: {release: b}\n",
                ErrorCode.INVALID_FIELD,
                "line 1: says the release process twice",
                "leave one of them out");
    }

    /** A release command alone says nothing of what serves. */
    @Test
    void isNoServiceWithOnlyARelease() {
        assertThatThrownBy(() -> detect("release: sh migrate\n", null))
                .isInstanceOfSatisfying(
                        BuildFailure.class,
                        failure -> assertThat(failure.why().code()).isEqualTo(ErrorCode.NOT_DETECTED));
    }

    @Test
    void refusesToSayTheWebProcessTwice() {
        refused("run: a\nprocesses: {web: b}\n", ErrorCode.INVALID_FIELD, "says the web process twice", "leave one");
    }

    @Test
    void refusesTheOtherEnding() {
        assertThatThrownBy(() -> Detector.detect(MemoryTree.of("skerry.yml", "run: x"), null))
                .hasMessageContaining("skerry.yml is not read");
    }

    private static void refused(String text, ErrorCode code, String message, String advice) {
        assertThatThrownBy(() -> detect(text, null)).isInstanceOfSatisfying(BuildFailure.class, failure -> {
            assertThat(failure.why().code()).isEqualTo(code);
            assertThat(failure.why().message()).contains("skerry.yaml").contains(message);
            assertThat(failure.why().advice()).contains(advice);
        });
    }

    private static Detected detect(String file, BuildSpec settings, String... tree) throws BuildFailure {
        var all = new java.util.ArrayList<>(List.of(tree));
        all.addAll(List.of("skerry.yaml", file));
        return Detector.detect(MemoryTree.of(all.toArray(String[]::new)), settings);
    }
}
