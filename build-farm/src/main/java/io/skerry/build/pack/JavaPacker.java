package io.skerry.build.pack;

import io.skerry.build.cache.CacheKey;
import io.skerry.build.detect.LanguagePlan.JavaPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.pack.ExecutableJars.Program;
import io.skerry.build.sandbox.Sandbox.Step;
import io.skerry.build.source.JarManifest;
import io.skerry.build.tool.Asked;
import io.skerry.build.tool.Tool;
import io.skerry.build.tool.ToolChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Java by the machine's own Maven or Gradle, and the jar that comes of it; or a jar that is there already. */
final class JavaPacker {

    private static final List<String> LISTED = List.of(
            "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.lockfile");
    /** Plugins of today write it into their jars instead of the hour of the build. */
    private static final String ONE_TIME = "-Dproject.build.outputTimestamp=2000-01-01T00:00:00Z";

    private final Workshop workshop;

    JavaPacker(Workshop workshop) {
        this.workshop = workshop;
    }

    Packed pack(JavaPlan plan, @Nullable Asked asked, Map<String, String> processes)
            throws BuildFailure, IOException, InterruptedException {
        var jdk = workshop.choose(Tool.JAVA, asked);
        workshop.output().step("Using Java " + jdk.version());
        var packed = new Packed(Map.of(), List.of(), processes, Map.of(Tool.JAVA.id(), major(jdk)), false);
        return switch (plan.by()) {
            case MAVEN -> {
                var maven = workshop.choose(Tool.MAVEN, plan.tool());
                workshop.output().step("Using Maven " + maven.version());
                yield built(
                        packed,
                        mavens(jdk, maven),
                        Tool.MAVEN,
                        List.of("mvn", "-B", "-ntp", "-DskipTests", ONE_TIME, "package"));
            }
            case GRADLE -> {
                var gradle = workshop.choose(Tool.GRADLE, plan.tool());
                workshop.output().step("Using Gradle " + gradle.version());
                yield built(
                        packed,
                        gradles(jdk, gradle),
                        Tool.GRADLE,
                        List.of("gradle", "--no-daemon", "--console=plain", "assemble"));
            }
            case NOTHING -> {
                if (workshop.command() != null) {
                    run(workshop.command(), environment(jdk));
                }
                yield plan.jar() == null || processes.containsKey("web")
                        ? packed
                        : packed.serving(web(new Program(
                                plan.jar(),
                                JarManifest.of(workshop.app().resolve(plan.jar()))
                                        .orElseThrow())));
            }
        };
    }

    private Packed built(Packed packed, Map<String, String> env, Tool tool, List<String> usual)
            throws BuildFailure, IOException, InterruptedException {
        var key = key(tool);
        var cached = workshop.cache().downloaded(key, tool.id());
        var command = workshop.command() == null ? usual : workshop.command();
        run(command, env);
        workshop.cache().noteDownloaded(key, tool.id());
        var complete = new Packed(packed.env(), packed.path(), packed.processes(), packed.requires(), cached);
        if (packed.processes().containsKey("web") || !workshop.web()) {
            BuiltFolders.tidy(workshop.app());
            return complete;
        }
        var program =
                ExecutableJars.find(workshop.app(), workshop.command() == null ? "the build" : "the build command");
        SettledJar.settle(workshop.app().resolve(program.file()));
        BuiltFolders.keepOnly(workshop.app(), program.file());
        workshop.output().step("Running " + program.file());
        return complete.serving(web(program));
    }

    private void run(List<String> command, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        workshop.sandbox().run(new Step("Running " + String.join(" ", command), command, workshop.app(), env));
    }

    private static Packed web(Program program) {
        var port = program.manifest().springBoot()
                ? "SERVER_PORT=$PORT "
                : program.file().contains("quarkus-app/") ? "QUARKUS_HTTP_PORT=$PORT " : "";
        var file = program.file().matches("[\\w./+-]+")
                ? program.file()
                : "'" + program.file().replace("'", "'\\''") + "'";
        return new Packed(Map.of(), List.of(), Map.of("web", port + "java $JAVA_OPTS -jar " + file), Map.of(), false);
    }

    /** A local repository is as good for one build as for another: what is released under a version stays the same. */
    private Map<String, String> mavens(ToolChain jdk, ToolChain maven) throws IOException {
        var env = environment(jdk, maven);
        var repository =
                workshop.cache().downloads(workshop.tenant(), Tool.MAVEN.id()).resolve("repository");
        env.put("MAVEN_OPTS", options("MAVEN_OPTS", "-Dmaven.repo.local=" + repository));
        return env;
    }

    private Map<String, String> gradles(ToolChain jdk, ToolChain gradle) throws IOException {
        var env = environment(jdk, gradle);
        env.put(
                "GRADLE_USER_HOME",
                workshop.cache().downloads(workshop.tenant(), Tool.GRADLE.id()).toString());
        env.put("GRADLE_OPTS", options("GRADLE_OPTS", ""));
        return env;
    }

    /** A JVM takes its home from the user, not from HOME, and trusts its own authorities only. */
    private String options(String variable, String own) throws IOException {
        var options = new ArrayList<String>();
        var given = workshop.sandbox().variable(variable);
        if (given != null) {
            options.add(given);
        }
        var home = Path.of(Objects.requireNonNull(workshop.sandbox().variable("HOME")));
        options.add("-Duser.home=" + home);
        TrustStore.of(workshop.sandbox().variable("SSL_CERT_FILE"), home).forEach(options::add);
        options.add(own);
        return String.join(" ", options).strip();
    }

    private Map<String, String> environment(ToolChain jdk, ToolChain... more) {
        var env = new TreeMap<>(workshop.environment(jdk));
        for (var tool : more) {
            env.merge("PATH", tool.folder().toString(), (path, folder) -> jdk.folder() + ":" + folder + ":" + path);
        }
        env.put("JAVA_HOME", Objects.requireNonNull(jdk.folder().getParent()).toString());
        return env;
    }

    private CacheKey key(Tool tool) throws IOException {
        var parts = new ArrayList<>(List.of(tool.id()));
        for (var name : LISTED) {
            var file = workshop.app().resolve(name);
            parts.add(name + "\n" + (Files.isRegularFile(file) ? Files.readString(file) : ""));
        }
        return CacheKey.of(workshop.tenant(), parts);
    }

    private static String major(ToolChain jdk) {
        return Integer.toString(jdk.version().major());
    }
}
