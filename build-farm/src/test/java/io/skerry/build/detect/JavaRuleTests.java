package io.skerry.build.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.detect.LanguagePlan.JavaBuild;
import io.skerry.build.detect.LanguagePlan.JavaPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.MemoryTree;
import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRuleTests {

    private static final String POM =
            "<project>\n  <properties>\n    <java.version>17</java.version>\n  </properties>\n</project>\n";

    @Test
    void findsMavenAndTheVersionWithItsLine() throws Exception {
        var found = detect("pom.xml", POM, "package.json", "{}");

        assertThat(found.detection().chosen()).isEqualTo("java");
        assertThat(found.detection().candidates().getFirst().evidence())
                .containsExactly(
                        new Evidence("pom.xml", null, "a pom.xml makes it Java, built by Maven"),
                        new Evidence("pom.xml", 3, "asks for Java 17"));
        assertThat(found.plan()).isEqualTo(new JavaPlan(JavaBuild.MAVEN, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "<properties><maven.compiler.release>21</maven.compiler.release><java.version>17</java.version></properties>, 21",
        "<properties><maven.compiler.source>1.8</maven.compiler.source></properties>, 8",
        "<properties><v>11</v><maven.compiler.source>${v}</maven.compiler.source></properties>, 11",
        "<build><plugins><plugin><configuration><release>17</release></configuration></plugin></plugins></build>, 17",
        "<parent><version>3.2.0</version></parent>, ",
        "<properties><maven.compiler.source>${of.parent}</maven.compiler.source></properties>, "
    })
    void readsTheVersionWhereverAPomSaysIt(String within, String version) throws Exception {
        assertThat(detect("pom.xml", "<project>" + within + "</project>")
                        .detection()
                        .versions()
                        .get("java"))
                .isEqualTo(version);
    }

    @Test
    void doesNotRunAWrapperAndAsksForItsVersion() throws Exception {
        var found = detect(
                "pom.xml",
                POM,
                ".mvn/wrapper/maven-wrapper.properties",
                "x=y\ndistributionUrl=https://r.example/apache-maven-3.9.6-bin.zip\n");

        assertThat(((JavaPlan) found.plan()).tool())
                .isEqualTo(new Asked("maven", ">=3.9.6", ".mvn/wrapper/maven-wrapper.properties"));
        assertThat(found.detection().candidates().getFirst().evidence())
                .contains(new Evidence(
                        ".mvn/wrapper/maven-wrapper.properties",
                        2,
                        "a wrapper, which is not run: it would fetch its own maven"));
    }

    @Test
    void findsGradleAndItsToolchain() throws Exception {
        var found = detect("build.gradle", "java {\n  toolchain { languageVersion = JavaLanguageVersion.of(21) }\n}\n");

        assertThat(found.plan()).isEqualTo(new JavaPlan(JavaBuild.GRADLE, null, null));
        assertThat(found.detection().versions()).containsEntry("java", "21");
    }

    @Test
    void runsTheOnlyJarThatStartsSomething() throws Exception {
        var found = detect("shop.jar", "com.example.Shop");

        assertThat(found.plan()).isEqualTo(new JavaPlan(JavaBuild.NOTHING, null, "shop.jar"));
        assertThat(found.choice()).isNull();
        assertThat(detect("a.jar", "A", "b.jar", "B").choice().problem())
                .isEqualTo("several jars can be run: a.jar, b.jar");
    }

    @Test
    void takesTheProcfilesWordForJava() throws Exception {
        var found = detect(
                "pom.xml", POM, "package.json", "{\"scripts\":{\"start\":\"x\"}}", "Procfile", "web: java -jar a.jar");

        assertThat(found.detection().chosen()).isEqualTo("java");
    }

    @Test
    void namesTheLineOfAPomThatIsNoXml() {
        assertThatThrownBy(() -> detect("pom.xml", "<project>\n<a></b>\n"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("pom.xml line 2");
    }

    @Test
    void readsNothingThatADocumentTypeNames() {
        var bomb = "<!DOCTYPE p [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><project><a>&e;</a></project>";

        assertThatThrownBy(() -> detect("pom.xml", bomb)).isInstanceOf(BuildFailure.class);
    }

    private static Detected detect(String... tree) throws BuildFailure {
        return Detector.detect(MemoryTree.of(tree), null);
    }
}
