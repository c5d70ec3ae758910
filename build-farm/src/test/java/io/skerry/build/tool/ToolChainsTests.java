package io.skerry.build.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolChainsTests {

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void takesTheNewestThatSatisfies() throws Exception {
        installed("3.11.7", "3.12.1", "3.12.4", "3.13.0");

        assertThat(choose(new Asked("python", ">=3.9,<3.13", "pyproject.toml")).version())
                .hasToString("3.12.4");
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatASourceOnlyWorksWithIsTheUsualOneOrTheOldestThatFits() throws Exception {
        installed("3.11.7", "3.12.1", "3.12.4", "3.13.0");

        assertThat(choose(Asked.bound("python", ">=3.8", "pyproject.toml")).version())
                .hasToString("3.11.7");
        assertThat(choose(Asked.bound("python", ">=3.12", "pyproject.toml")).version())
                .hasToString("3.12.4");
        assertThat(warnings).isEmpty();
    }

    @Test
    void takesTheNearestWithAWarningWhenNoneSatisfies() throws Exception {
        installed("3.9.1", "3.11.7", "3.12.4");

        assertThat(choose(new Asked("python", "3.10", ".python-version")).version())
                .hasToString("3.11.7");
        assertThat(warnings)
                .containsExactly(
                        ".python-version asks for python 3.10, which is not installed; built with python 3.11.7");
    }

    @Test
    void takesNoOtherVersionWhenToldSo() throws Exception {
        installed("3.9.1", "3.11.7");
        var chains = new ToolChains(List.of(folder), new FileNameProbe());

        assertThat(chains.chooseStrictly(Tool.PYTHON, new Asked("python", "3.11", "x"))
                        .version())
                .hasToString("3.11.7");
        assertThat(chains.chooseStrictly(Tool.PYTHON, null).version()).hasToString("3.9.1");
        assertThatThrownBy(() -> chains.chooseStrictly(Tool.PYTHON, new Asked("python", "3.10", ".python-version")))
                .isInstanceOfSatisfying(BuildFailure.class, failure -> {
                    assertThat(failure.why().code()).isEqualTo(ErrorCode.TOOL_CHAIN_MISSING);
                    assertThat(failure.why().message()).contains(".python-version asks for python 3.10");
                    assertThat(failure.why().advice()).contains("--strict");
                });
    }

    @Test
    void takesTheNextNewerJavaSinceAnOlderOneCannotCompileIt() throws Exception {
        for (var version : List.of("17", "24", "25")) {
            jdk(version, version + ".0.1");
        }
        var chains =
                new ToolChains(List.of(folder.resolve("17/bin"), folder.resolve("24/bin"), folder.resolve("25/bin")));

        assertThat(java(chains, "17")).hasToString("17.0.1");
        assertThat(warnings).isEmpty();
        assertThat(java(chains, "18")).hasToString("24.0.1");
        assertThat(warnings)
                .containsExactly("pom.xml asks for java 18, which is not installed; built with java 24.0.1");
        assertThat(java(chains, "26")).hasToString("25.0.1");
    }

    @Test
    void readsTheVersionOfAnOldJdk() throws Exception {
        jdk("8", "1.8.0_392");

        assertThat(java(new ToolChains(List.of(folder.resolve("8/bin"))), "8")).hasToString("8.0.392");
    }

    private Version java(ToolChains chains, String asked) throws BuildFailure {
        return chains.choose(Tool.JAVA, new Asked("java", asked, "pom.xml"), warnings::add)
                .version();
    }

    private void jdk(String name, String version) throws IOException {
        var bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        Files.writeString(
                folder.resolve(name).resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (var program : List.of("java", "javac")) {
            assertThat(Files.createFile(bin.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
    }

    @Test
    void takesTheNewestOfTheNearestMajorVersion() throws Exception {
        installed("2.9.1", "3.2.7", "3.12.4");

        assertThat(choose(new Asked("python", ">=4", ".python-version")).version())
                .hasToString("3.12.4");
    }

    @Test
    void takesTheMachinesUsualOneWhenNothingIsAsked() throws Exception {
        installed("3.11.7", "3.13.0");

        assertThat(choose(null).version()).hasToString("3.11.7");
    }

    @Test
    void takesTheUsualOneAndSaysSoWhenWhatIsAskedCannotBeRead() throws Exception {
        installed("3.11.7", "3.13.0");

        assertThat(choose(new Asked("python", "my-env", ".python-version")).version())
                .hasToString("3.11.7");
        assertThat(warnings).singleElement().asString().contains("which is no version");
    }

    @Test
    void saysWhatToInstallWhenThereIsNone() {
        assertThatThrownBy(() -> choose(null)).isInstanceOfSatisfying(BuildFailure.class, failure -> {
            assertThat(failure.why().code()).isEqualTo(ErrorCode.TOOL_CHAIN_MISSING);
            assertThat(failure.why().advice()).contains("apt install python3 python3-pip", "SKERRY_TOOL_PATH");
        });
    }

    @Test
    void findsWhatWasInstalledSinceItLastLooked() throws Exception {
        var chains = new ToolChains(List.of(folder), new FileNameProbe());
        assertThatThrownBy(() -> chains.choose(Tool.PYTHON, null, warnings::add))
                .isInstanceOf(BuildFailure.class);

        installed("3.11.7");

        assertThat(chains.choose(Tool.PYTHON, null, warnings::add).version()).hasToString("3.11.7");
    }

    @Test
    void searchesNowhereElseWhenTheFoldersAreNamed() {
        assertThat(ToolPath.of(Map.of("SKERRY_TOOL_PATH", "/opt/a:/opt/b", "PATH", "/usr/bin"), new FileNameProbe()))
                .containsExactly(Path.of("/opt/a"), Path.of("/opt/b"));
    }

    @Test
    void putsEveryVersionOfAVersionManagerOnThePathNewestFirst() throws Exception {
        for (var version : List.of("3.9.18", "3.12.1", "3.11.7")) {
            Files.createDirectories(folder.resolve("versions").resolve(version).resolve("bin"));
        }

        var path = ToolPath.of(Map.of("PYENV_ROOT", folder.toString(), "PATH", ""), new FileNameProbe());

        assertThat(path.subList(0, 3))
                .extracting(bin -> folder.resolve("versions").relativize(bin).toString())
                .containsExactly("3.12.1/bin", "3.11.7/bin", "3.9.18/bin");
        assertThat(path).endsWith(Path.of("/usr/bin"), Path.of("/bin"));
    }

    private ToolChain choose(Asked asked) throws BuildFailure {
        return new ToolChains(List.of(folder), new FileNameProbe()).choose(Tool.PYTHON, asked, warnings::add);
    }

    /** Each in a file whose content is its version. */
    private void installed(String... versions) throws IOException {
        for (var i = 0; i < versions.length; i++) {
            var file = Files.writeString(folder.resolve("python3." + i), versions[i]);
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    private static final class FileNameProbe implements ToolProbe {
        @Override
        public Optional<ToolChain> ask(Tool tool, Path executable) {
            try {
                return Version.find(Files.readString(executable))
                        .map(version -> new ToolChain(tool, version, executable, true));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
