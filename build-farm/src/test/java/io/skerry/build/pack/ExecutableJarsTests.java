package io.skerry.build.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableJarsTests {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    @TempDir
    private Path app;

    @Test
    void takesTheOneThatSpringBootMade() throws Exception {
        jar("target/tool.jar", "com.example.Tool");
        jar("web/target/web-1.jar", LAUNCHER);
        jar("web/target/web-1-sources.jar", "X");
        jar("elsewhere/other.jar", "X");

        assertThat(ExecutableJars.find(app, "the build").file()).isEqualTo("web/target/web-1.jar");
    }

    @Test
    void namesThemAllWhenThereAreSeveral() throws Exception {
        jar("a/target/a.jar", LAUNCHER);
        jar("b/target/b.jar", LAUNCHER);

        assertThatThrownBy(() -> ExecutableJars.find(app, "the build"))
                .isInstanceOfSatisfying(BuildFailure.class, failure -> {
                    assertThat(failure.why().message()).contains("a/target/a.jar, b/target/b.jar");
                    assertThat(failure.why().advice()).contains("'web: java -jar a/target/a.jar'");
                });
    }

    @Test
    void saysWhenNoneCanBeRun() throws Exception {
        jar("target/library.jar", null);

        assertThatThrownBy(() -> ExecutableJars.find(app, "the build")).hasMessageContaining("none names a Main-Class");
    }

    @Test
    void leavesNothingOfABuildButTheJarAndWhatItNames() throws Exception {
        jar("target/a.jar", "A");
        for (var file : new String[] {
            "pom.xml", "m/pom.xml", "target/lib/x.jar", "target/maven-status/x", "m/target/m.jar", "src/target/kept"
        }) {
            Files.createDirectories(app.resolve(file).getParent());
            Files.writeString(app.resolve(file), "");
        }

        BuiltFolders.keepOnly(app, "target/a.jar");

        try (var files = Files.walk(app)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> app.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "target/a.jar", "target/lib/x.jar", "pom.xml", "m/pom.xml", "src/target/kept");
        }
    }

    private void jar(String name, @Nullable String main) throws IOException {
        var file = app.resolve(name);
        Files.createDirectories(file.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (main != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        }
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }
}
