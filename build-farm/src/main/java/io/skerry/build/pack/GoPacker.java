package io.skerry.build.pack;

import io.skerry.build.cache.CacheKey;
import io.skerry.build.detect.LanguagePlan.GoPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Sandbox.Step;
import io.skerry.build.tool.Asked;
import io.skerry.build.tool.Tool;
import io.skerry.build.tool.ToolChain;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Go: each main package becomes a program in {@code bin/}, without C where no package needs it. */
final class GoPacker {

    private static final String TOOL = "go";
    private static final String BIN = "bin";
    private static final String USES_C = "CGO_ENABLED";
    /** Packages of others with C in them; the standard library does without. */
    private static final String WITH_C = "{{if not .Standard}}{{if .CgoFiles}}{{.ImportPath}}{{end}}{{end}}";

    private final Workshop workshop;

    GoPacker(Workshop workshop) {
        this.workshop = workshop;
    }

    Packed pack(GoPlan plan, @Nullable Asked asked, Map<String, String> processes)
            throws BuildFailure, IOException, InterruptedException {
        var go = workshop.choose(Tool.GO, asked);
        workshop.output().step("Using Go " + go.version());
        var env = environment(go);
        var key = key(plan);
        var cached = workshop.cache().downloaded(key, TOOL);
        if (workshop.command() != null) {
            workshop.sandbox().run(new Step("Running the build command", workshop.command(), workshop.app(), env));
        } else {
            chooseC(plan, env);
            for (var program : plan.programs()) {
                build(program, env);
            }
        }
        workshop.cache().noteDownloaded(key, TOOL);
        return new Packed(Map.of(), List.of(Workshop.APP + "/" + BIN), processes, Map.of(), cached);
    }

    private void build(GoPlan.Program program, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        var command = List.of(
                "go",
                "build",
                "-trimpath",
                "-buildvcs=false",
                "-modcacherw",
                "-o",
                BIN + "/" + program.name(),
                program.folder());
        workshop.sandbox().run(new Step("Running go build " + program.folder(), command, workshop.app(), env));
    }

    /** Without C a program runs wherever the kernel does; with it only where the C library is new enough. */
    private void chooseC(GoPlan plan, Map<String, String> env) throws BuildFailure, IOException, InterruptedException {
        if (workshop.sandbox().variable(USES_C) != null) {
            return;
        }
        var list = workshop.slug().resolveSibling("with-c.txt");
        var command = new ArrayList<>(
                List.of("sh", "-c", "exec go list -modcacherw -deps -f \"$@\" > \"$0\"", list.toString(), WITH_C));
        plan.programs().forEach(program -> command.add(program.folder()));
        var withC = new TreeMap<>(env);
        withC.put(USES_C, "1");
        workshop.sandbox().run(new Step("Loading packages", command, workshop.app(), withC));
        var packages = Files.readAllLines(list).stream()
                .filter(line -> !line.isBlank())
                .toList();
        env.put(USES_C, packages.isEmpty() ? "0" : "1");
        if (!packages.isEmpty()) {
            workshop.output().step("Compiling C too, for " + packages.getFirst());
        }
    }

    private CacheKey key(GoPlan plan) throws IOException {
        var parts = new ArrayList<>(List.of(TOOL));
        for (var name : plan.listed()) {
            var file = workshop.app().resolve(name);
            parts.add(name + "\n" + (Files.isRegularFile(file) ? Files.readString(file) : ""));
        }
        return CacheKey.of(workshop.tenant(), parts);
    }

    /** The module cache is as good for one build as for another: it holds modules by version, checked against their sums. */
    private Map<String, String> environment(ToolChain go) throws IOException {
        var env = workshop.environment(go);
        var downloads = workshop.cache().downloads(workshop.tenant(), TOOL);
        env.put("GOTOOLCHAIN", "local");
        env.put("GOMODCACHE", downloads.resolve("modules").toString());
        env.put("GOCACHE", downloads.resolve("compiled").toString());
        return env;
    }
}
