package io.skerry.build.pack;

import io.skerry.build.cache.CacheKey;
import io.skerry.build.detect.LanguagePlan.NodePlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.Folders;
import io.skerry.build.sandbox.Sandbox.Step;
import io.skerry.build.tool.Asked;
import io.skerry.build.tool.Tool;
import io.skerry.build.tool.ToolChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Node.js by npm: install, run the build script, leave out what only the build needed. */
final class NodePacker {

    private static final String MODULES = "node_modules";
    private static final String BIN = Workshop.APP + "/" + MODULES + "/.bin";

    private final Workshop workshop;

    NodePacker(Workshop workshop) {
        this.workshop = workshop;
    }

    Packed pack(NodePlan plan, @Nullable Asked asked, Map<String, String> processes)
            throws BuildFailure, IOException, InterruptedException {
        var node = workshop.tools().choose(Tool.NODE, asked, workshop.warnings());
        workshop.output().step("Using Node.js " + node.version());
        var env = environment(node);
        var builds = plan.buildScript() || workshop.command() != null;
        var cached = plan.install() && install(plan, node, builds, env);
        var command = workshop.command() != null
                ? workshop.command()
                : plan.buildScript() ? List.of("npm", "run", "build") : null;
        if (command != null) {
            workshop.sandbox().run(new Step("Running " + String.join(" ", command), command, workshop.app(), env));
        }
        var packed = new Packed(
                Map.of("NODE_ENV", "production"),
                List.of(BIN),
                processes,
                Map.of(Tool.NODE.id(), Integer.toString(node.version().major())),
                cached);
        var site = processes.containsKey("web") || command == null ? "" : StaticSite.builtFolder(workshop);
        if (!site.isEmpty()) {
            Folders.delete(workshop.app().resolve(MODULES));
            return new Packed(Map.of(), List.of(), processes, Map.of(), cached).serving(StaticSite.add(workshop, site));
        }
        if (builds && plan.install()) {
            var prune = List.of("npm", "prune", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts");
            workshop.sandbox().run(new Step("Removing what only the build needed", prune, workshop.app(), env));
        }
        return packed;
    }

    /** Whether kept dependencies were used. */
    private boolean install(NodePlan plan, ToolChain node, boolean withDev, Map<String, String> env)
            throws BuildFailure, IOException, InterruptedException {
        var modules = workshop.app().resolve(MODULES);
        // what somebody installed on another machine may not run on this one
        Folders.delete(modules);
        var key = plan.keepable() ? key(plan, node, withDev) : null;
        if (key != null && workshop.cache().restore(key, modules)) {
            workshop.output().step("Using the dependencies of an earlier build");
            return true;
        }
        var command =
                new ArrayList<>(List.of("npm", plan.lock() != null ? "ci" : "install", "--no-audit", "--no-fund"));
        command.add(withDev ? "--include=dev" : "--omit=dev");
        var title = "Installing dependencies with npm " + command.get(1);
        workshop.sandbox().run(new Step(title, command, workshop.app(), env));
        if (key != null) {
            workshop.cache().save(key, modules);
        }
        return false;
    }

    private CacheKey key(NodePlan plan, ToolChain node, boolean withDev) throws IOException {
        var parts = new ArrayList<>(
                List.of("npm", node.version().toString(), workshop.platform(), Boolean.toString(withDev)));
        for (var file : List.of("package.json", plan.lock() == null ? "" : plan.lock(), ".npmrc")) {
            parts.add(file + "\n" + text(workshop.app().resolve(file)));
        }
        return CacheKey.of(workshop.tenant(), parts);
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private Map<String, String> environment(ToolChain node) throws IOException {
        var env = workshop.environment(node, BIN);
        env.put(
                "npm_config_cache",
                workshop.cache().downloads(workshop.tenant(), "npm").toString());
        env.put("npm_config_update_notifier", "false");
        return env;
    }
}
