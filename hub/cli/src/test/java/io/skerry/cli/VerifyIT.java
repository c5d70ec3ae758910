package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate counts and how it ends, over reports that a stand-in for Maven leaves. */
class VerifyIT {

    private static final String PASSED = "<testcase classname=\"a.ShopTests\" name=\"opens\"/>";

    @TempDir
    private Path home;

    @BeforeEach
    void makeACheckoutAndATool() throws IOException {
        Files.createDirectories(home.resolve(".ci"));
        executable(".ci/verify", Files.readString(Path.of("../../.ci/verify")));
        for (var tool : List.of(
                "git", "curl", "python3", "pip3", "node", "npm", "gcc", "g++", "make", "svn", "mount", "ip", "tc")) {
            executable("bin/" + tool, "#!/bin/sh\n");
        }
        executable("jdk/bin/javac", "#!/bin/sh\n");
        executable("jdk/bin/java", "#!/bin/sh\necho stand-in 25\n");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void succeedsOnlyIfEveryTestRan() throws IOException, InterruptedException {
        maven(0, PASSED);

        var ended = verify();

        assertThat(ended.output()).endsWith("\n1 passed, 0 failed\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void aTestThatDidNotRunIsNamedWithItsReasonAndFailsTheGate() throws IOException, InterruptedException {
        maven(0, PASSED + """

                <testcase classname="a.ShopIT" name="survives">
                  <skipped message="Assumption failed: there is no &quot;gcc&quot; &amp; no make" type="x"/>
                </testcase>
                <testcase classname="a.ShopIT" name="sleeps">
                  <skipped/>
                </testcase>""");

        var ended = verify();

        assertThat(ended.output()).contains("""
                did not run, 2:
                  a.ShopIT.survives: there is no "gcc" & no make
                  a.ShopIT.sleeps: it does not say why
                """).endsWith("\n1 passed, 0 failed\n");
        assertThat(ended.code()).isOne();
    }

    @Test
    void aFailedTestIsNamed() throws IOException, InterruptedException {
        maven(0, PASSED + """

                <testcase classname="a.ShopIT" name="closes">
                  <failure message="no"><![CDATA[<testcase classname="b" name="said by a test"/>]]></failure>
                </testcase>""");

        var ended = verify();

        assertThat(ended.output()).contains("failed:\n  a.ShopIT.closes\n").endsWith("\n1 passed, 1 failed\n");
        assertThat(ended.code()).isOne();
    }

    @Test
    void aBuildThatBrokeFailsTheGateWhateverPassedBefore() throws IOException, InterruptedException {
        maven(1, PASSED);

        var ended = verify();

        assertThat(ended.output()).contains("The build broke").endsWith("\n1 passed, 0 failed\n");
        assertThat(ended.code()).isOne();
    }

    /** A Maven that leaves one report with these cases and ends with that code. */
    private void maven(int code, String cases) throws IOException {
        Files.writeString(home.resolve("report"), "<testsuite>\n" + cases + "\n</testsuite>\n");
        executable("bin/mvn", """
                #!/bin/sh
                mkdir -p target/surefire-reports
                cp report target/surefire-reports/TEST-a.xml
                exit %d
                """.formatted(code));
    }

    private void executable(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(Files.writeString(file, text).toFile().setExecutable(true)).isTrue();
    }

    private Ended verify() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(home.resolve(".ci/verify").toString()).redirectErrorStream(true);
        builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int code, String output) {}
}
