package io.skerry.build.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.build.detect.LanguagePlan.GoPlan;
import io.skerry.build.detect.LanguagePlan.GoPlan.Program;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.MemoryTree;
import io.skerry.model.build.Detection.Evidence;
import org.junit.jupiter.api.Test;

class GoRuleTests {

    private static final String MODULE = "module example.com/acme/shop/v2\n\ngo 1.21\n";
    private static final String MAIN = "// Shop sells.\npackage main\n\nfunc main() {}\n";

    @Test
    void findsTheMainPackageAndTheVersionWithTheirLines() throws Exception {
        var found = detect("go.mod", MODULE, "main.go", MAIN, "main_test.go", "package main");

        assertThat(found.detection().chosen()).isEqualTo("go");
        assertThat(found.detection().candidates().getFirst().evidence())
                .containsExactly(
                        new Evidence("go.mod", 1, "a module makes it Go"),
                        new Evidence("go.mod", 3, "asks for Go >=1.21"),
                        new Evidence("main.go", 2, "a main package 'shop'"));
        assertThat(found.detection().processes()).containsEntry("web", "shop").hasSize(1);
        assertThat(programs(found)).containsExactly(new Program(".", "shop"));
    }

    @Test
    void asksForTheToolchainsVersionWhereThereIsOne() throws Exception {
        var found = detect("go.mod", MODULE + "toolchain go1.22.3\n", "main.go", MAIN);

        assertThat(found.detection().versions()).containsEntry("go", ">=1.22.3");
    }

    @Test
    void takesTheOneUnderCmd() throws Exception {
        var found = detect("go.mod", MODULE, "shop.go", "package shop\n", "cmd/api/main.go", MAIN);

        assertThat(found.detection().processes()).containsEntry("web", "api");
        assertThat(programs(found)).containsExactly(new Program("./cmd/api", "api"));
    }

    @Test
    void takesTheOneNamedLikeTheModuleAmongSeveral() throws Exception {
        var found = detect("go.mod", MODULE, "cmd/migrate/main.go", MAIN, "cmd/shop/main.go", MAIN);

        assertThat(programs(found)).containsExactly(new Program("./cmd/shop", "shop"));
    }

    @Test
    void saysHowToChooseAmongSeveral() throws Exception {
        var found = detect("go.mod", MODULE, "cmd/one/main.go", MAIN, "cmd/two/main.go", MAIN);

        assertThat(found.detection().processes()).isEmpty();
        assertThat(found.choice().problem()).contains("./cmd/one, ./cmd/two");
        assertThat(found.choice().advice()).contains("'web: one'");
        assertThat(programs(found)).hasSize(2);
    }

    @Test
    void buildsAllOfThemForAProcfileToChooseFrom() throws Exception {
        var found = detect(
                "go.mod", MODULE, "main.go", MAIN, "cmd/two/main.go", MAIN, "Procfile", "web: bin/two\njob: shop\n");

        assertThat(found.choice()).isNull();
        assertThat(programs(found)).containsExactly(new Program(".", "shop"), new Program("./cmd/two", "two"));
        assertThat(found.detection().processes()).containsEntry("web", "bin/two");
    }

    @Test
    void looksElsewhereOnlyWhenTheUsualPlacesHaveNone() throws Exception {
        var found = detect(
                "go.mod",
                MODULE,
                "server/main.go",
                MAIN,
                "examples/a/main.go",
                MAIN,
                "gen.go",
                "//go:build ignore\n" + MAIN);

        assertThat(programs(found)).containsExactly(new Program("./server", "server"));
    }

    @Test
    void saysThatALibraryHasNothingToRun() throws Exception {
        var found = detect("go.mod", MODULE, "shop.go", "package shop\n", "main_windows.go", MAIN);

        assertThat(found.choice().problem()).contains("no main package");
    }

    @Test
    void buildsTheProgramsOfAWorkspace() throws Exception {
        var found = detect("go.work", "go 1.22\n\nuse ./api\n", "api/go.mod", MODULE, "api/main.go", MAIN);

        assertThat(programs(found)).containsExactly(new Program("./api", "api"));
        assertThat(found.detection().versions()).containsEntry("go", ">=1.22");
    }

    private static java.util.List<Program> programs(Detected found) {
        return ((GoPlan) found.plan()).programs();
    }

    private static Detected detect(String... tree) throws BuildFailure {
        return Detector.detect(MemoryTree.of(tree), null);
    }
}
