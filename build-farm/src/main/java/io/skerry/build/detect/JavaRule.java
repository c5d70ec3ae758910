package io.skerry.build.detect;

import io.skerry.build.detect.LanguagePlan.JavaBuild;
import io.skerry.build.detect.LanguagePlan.JavaPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.SourceTree;
import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Java: a pom.xml, a build for Gradle, or a jar that can be run as it is. */
final class JavaRule implements LanguageRule {

    static final String LANGUAGE = "java";

    private static final List<String> GRADLE =
            List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
    private static final Pattern GRADLE_JAVA = Pattern.compile(
            ".*(?:JavaLanguageVersion\\.of\\(|JavaVersion\\.VERSION_|(?:source|target)Compatibility\\s*=\\s*['\"]?)(?:1[._])?(\\d+).*");
    private static final Pattern WRAPPER = Pattern.compile("distributionUrl\\s*=.*?(?:maven|gradle)-(\\d[\\d.]*\\d).*");
    private static final Pattern JAVA_COMMAND = Pattern.compile("\\bjava\\b");

    @Override
    public Optional<Finding> look(SourceTree tree, Procfile procfile) throws BuildFailure {
        if (tree.has(PomFile.NAME)) {
            return Optional.of(maven(tree, procfile));
        }
        var gradle = GRADLE.stream().filter(tree::has).findFirst();
        return gradle.isPresent() ? Optional.of(gradle(tree, gradle.get(), procfile)) : jar(tree, procfile);
    }

    private static Finding maven(SourceTree tree, Procfile procfile) throws BuildFailure {
        var pom = PomFile.of(tree.text(PomFile.NAME).orElse(""));
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence(PomFile.NAME, null, "a pom.xml makes it Java, built by Maven"));
        var java = pom.java().orElse(null);
        Asked asked = null;
        if (java != null) {
            asked = asked(java.value(), PomFile.NAME, java.line(), evidence);
        }
        return finding(
                pom.springBoot() ? 92 : 72,
                evidence,
                asked,
                new JavaPlan(
                        JavaBuild.MAVEN,
                        wrapper(tree, "maven", ".mvn/wrapper/maven-wrapper.properties", evidence),
                        null),
                null,
                procfile);
    }

    private static Finding gradle(SourceTree tree, String file, Procfile procfile) {
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence(file, null, "a build for Gradle makes it Java"));
        Asked asked = null;
        var number = 0;
        for (var line : tree.text(file).orElse("").lines().toList()) {
            number++;
            var match = GRADLE_JAVA.matcher(line);
            if (asked == null && match.matches()) {
                asked = asked(match.group(1), file, number, evidence);
            }
        }
        var boot = tree.text(file).orElse("").contains("org.springframework.boot");
        return finding(
                boot ? 92 : 72,
                evidence,
                asked,
                new JavaPlan(
                        JavaBuild.GRADLE,
                        wrapper(tree, "gradle", "gradle/wrapper/gradle-wrapper.properties", evidence),
                        null),
                null,
                procfile);
    }

    private static Optional<Finding> jar(SourceTree tree, Procfile procfile) {
        var jars = tree.files(0).stream()
                .filter(file -> file.endsWith(".jar") && tree.manifest(file).isPresent())
                .toList();
        if (jars.isEmpty()) {
            return Optional.empty();
        }
        var evidence = new ArrayList<Evidence>();
        for (var jar : jars) {
            var main = tree.manifest(jar).orElseThrow().mainClass();
            evidence.add(new Evidence(jar, null, "a jar that starts " + main));
        }
        var only = jars.size() == 1 ? jars.getFirst() : null;
        var choice = only != null
                ? null
                : new Choice(
                        "several jars can be run: " + String.join(", ", jars),
                        "name one in a Procfile, with a line 'web: java -jar " + jars.getFirst()
                                + "', or leave the others out");
        return Optional.of(finding(60, evidence, null, new JavaPlan(JavaBuild.NOTHING, null, only), choice, procfile));
    }

    private static Finding finding(
            int confidence,
            List<Evidence> evidence,
            @Nullable Asked asked,
            JavaPlan plan,
            @Nullable Choice choice,
            Procfile procfile) {
        var web = procfile.web();
        var named = web != null && JAVA_COMMAND.matcher(web).find();
        if (named) {
            evidence.add(procfile.evidence(Procfile.WEB, "the web process is started with Java"));
        }
        return new Finding(
                new Candidate(LANGUAGE, Math.min(100, confidence + (named ? 20 : 0)), evidence),
                Map.of(),
                asked,
                List.of(),
                choice,
                plan);
    }

    /** Java counted from 1.5 on as 5. */
    @Nullable
    private static Asked asked(String version, String file, int line, List<Evidence> evidence) {
        var plain = version.replaceFirst("^1\\.(?=[5-8]$)", "");
        evidence.add(new Evidence(file, line, "asks for Java " + plain));
        return new Asked(LANGUAGE, plain, file);
    }

    /** A wrapper would fetch its own tool; the machine's is used, and whoever asked for a newer one hears so. */
    @Nullable
    private static Asked wrapper(SourceTree tree, String tool, String file, List<Evidence> evidence) {
        var number = 0;
        for (var line : tree.text(file).orElse("").lines().toList()) {
            number++;
            var match = WRAPPER.matcher(line);
            if (match.matches()) {
                evidence.add(new Evidence(file, number, "a wrapper, which is not run: it would fetch its own " + tool));
                return new Asked(tool, ">=" + match.group(1), file);
            }
        }
        return null;
    }
}
